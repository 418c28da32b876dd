// SPDX-License-Identifier: GPL-3.0-or-later
// Why the answer is as it is: lever by lever, the trade-off, over time, by force, and one future as a story.

/* global figures */
import {byId, choice, make, setText} from "./elements.js";
import {Picture, legendOf} from "./picture.js";
import {fetchFigures} from "./server.js";
import {change, setting, watch} from "./setting.js";

const views = bench => [
  {name: "waterfall", words: "Lever by lever", about: "What each lever of mine adds on the way from the status quo, in order and alone."},
  {name: "trade-off", words: "The trade-off", about: "Each point is one future under one policy."},
  {name: "months", words: "Over time", about: "The median future, half of the futures and nine of ten, month by month."},
  ...(bench.areas.length > 1 ? [{name: "forces", words: "By force", about: "The same in each area."}] : []),
  {name: "story", words: "One future", about: "What happened in one simulated future, under all policies side by side. It is one of many, not what will happen."}
];

/// How many futures there must be before pictures are asked for anew by themselves.
const enough = 20;

let id = null, futures = 0, isWanted = false;
let view = null, abort = null, pictures = [];
let status, place, tabs, axes;
/// The axes of the trade-off that is shown.
let drawnAxes = null;
/// The title of the way that is shown lever by lever; null for the first.
let way = null;
/// The future that is told as a story.
let told = 1;

/// Builds the choice of views; nothing is asked for before one is chosen.
export const buildWhy = bench => {
  status = make("p", {class: "meta", id: "why-status", role: "status"});
  place = make("div", {id: "why-view", "aria-labelledby": "why-heading"});
  const all = views(bench);
  tabs = all.map(one => make("button", {
    type: "button", class: "plain", "aria-pressed": "false", "data-view": one.name,
    onclick: () => change({view: view === one ? null : one.name}, {asks: false})
  }, one.words));
  axes = axesOf(bench);
  byId("why-body").replaceChildren(
    make("div", {class: "tabs", role: "group", "aria-label": "Ways to see why"}, ...tabs), axes.element, status, place);
  const refresh = () => {
    axes.show();
    const wanted = all.find(one => one.name === setting.view) ?? null;
    if (wanted !== view) open(wanted);
    else if (view?.name === "trade-off" && drawnAxes !== JSON.stringify(setting.axes)) load();
  };
  watch(refresh);
  refresh();
};

/// Which outcomes the trade-off has across and up, and where it is better.
const axesOf = bench => {
  const named = bench.outcomes.map(outcome => ({value: outcome.name, words: outcome.title}));
  // An outcome against itself says nothing: the other axis gets what this one had.
  const pick = (words, own, other) => choice(words, named, "", name => change({
    axes: {...setting.axes, [own]: name, ...(setting.axes[other] === name ? {[other]: setting.axes[own]} : {})}
  }, {asks: false}), {id: `axis-${own}`});
  const lists = {x: pick("Across", "x", "y"), y: pick("Up", "y", "x")};
  const better = make("span", {class: "about", id: "better"});
  const element = make("p", {class: "axes", hidden: true}, lists.x, " ", lists.y, " ", better);
  const side = (name, fewer, more) => ({fewer, more})[bench.outcomes.find(outcome => outcome.name === name)?.better];
  return {
    element,
    show() {
      element.hidden = setting.view !== "trade-off" || setting.axes === null;
      if (setting.axes === null) return;
      for (const [own, list] of Object.entries(lists)) list.querySelector("select").value = setting.axes[own];
      const sides = [side(setting.axes.x, "left", "right"), side(setting.axes.y, "down", "up")].filter(Boolean);
      setText(better, sides.length ? `Better is ${sides.join(" and ")}.` : "");
    }
  };
};

const open = one => {
  view = one;
  for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.view === view?.name));
  clear();
  setText(status, "");
  if (view) load();
};

/// Says of which setting the answer is, and how many futures it has.
export const follow = (setting, count) => {
  if (setting !== id) {
    abort?.abort();
    isWanted = true;
  }
  [id, futures] = [setting, count];
  if (isWanted && view && futures >= enough) load();
};

/// All futures are there: pictures of single futures have them all.
export const finish = () => {
  if (["trade-off", "months", "forces"].includes(view?.name)) load();
};

/// Pictures of an earlier setting are said to be so until those of the new one come.
export const isOutdated = () => {
  if (view && pictures.length) setText(status, "These pictures are of the setting before.");
};

const clear = () => {
  abort?.abort();
  for (const picture of pictures) picture.end();
  pictures = [];
  place.replaceChildren();
};

const load = async () => {
  isWanted = false;
  if (id === null) {
    setText(status, "There is no answer yet.");
    return;
  }
  if (view.name === "story") {
    showStory(told);
    return;
  }
  abort?.abort();
  abort = new AbortController();
  const {signal} = abort, asked = view;
  const own = asked.name === "trade-off" ? setting.axes : null;
  drawnAxes = JSON.stringify(own);
  setText(status, "Being simulated …");
  try {
    const told = await fetchFigures(id, asked.name, own, signal, progress => setText(status, `Being simulated: ${progress} …`));
    if (signal.aborted || view !== asked) return;
    const chosen = choices();
    clear();
    setText(status, told.length ? asked.about : "There is no such picture of this setting.");
    await showFigures(told, asked, chosen);
  } catch (error) {
    if (error.name !== "AbortError") setText(status, `No picture: ${error.message}.`);
  }
};

/// What readers have chosen within the pictures, and where they are; it is chosen again in those that take their place.
const choices = () => [...place.querySelectorAll("select, input")].map(field => ({
  key: field.id || field.dataset.signal, value: field.value, isChecked: field.checked, isHere: field === document.activeElement
}));

const choose = before => {
  for (const {key, value, isChecked, isHere} of before) {
    const field = place.querySelector(`[data-signal="${key}"], #${key}`);
    if (!field) continue;
    if (field.type === "checkbox") field.checked = isChecked;
    else if ([...field.options].some(option => option.value === value)) field.value = value;
    if (isHere) field.focus();
  }
};

/// All figures side by side, or one of them, which the reader chooses.
const showFigures = async (told, asked, before) => {
  const isGrid = asked.name === "months";
  const grid = make("div", {class: isGrid ? "grid" : ""});
  const section = make("section", {"aria-label": asked.words}, isGrid ? legendOf(told[0]?.legend ?? []) : null, grid);
  figures.wireLegends(section);
  place.replaceChildren(section);
  const show = async chosen => {
    for (const picture of pictures) picture.end();
    pictures = chosen.map(figure => new Picture(figure, {hasLegend: !isGrid}));
    grid.append(...pictures.map(picture => picture.element));
    choose(before);
    before = [];
    for (const picture of [...pictures]) await picture.draw();
  };
  if (asked.name === "waterfall" && told.length > 1) {
    const named = told.map(({title}) => ({value: title, words: title}));
    const first = told.find(({title}) => title === way) ?? told[0];
    place.prepend(choice("Of which outcome", named, first.title, title => {
      way = title;
      show([told.find(figure => figure.title === title)]);
    }, {id: "way"}));
    await show([first]);
  } else {
    await show(told);
  }
};

const showStory = number => {
  clear();
  setText(status, view.about);
  const frame = make("iframe", {title: `Future ${number} as a story`, id: "story", loading: "lazy"});
  const go = () => {
    const future = told = Math.max(1, Math.min(Number(field.value) || 1, Math.max(1, futures)));
    field.value = future;
    frame.title = `Future ${future} as a story`;
    frame.src = `api/settings/${id}/story.html?future=${future}`;
    link.href = frame.src;
  };
  const field = make("input", {type: "number", min: 1, max: Math.max(1, futures), value: number, id: "future", onchange: go});
  const link = make("a", {target: "_blank", rel: "noopener"}, "Open it on a page of its own");
  const next = make("button", {
    type: "button", class: "plain", onclick: () => {
      field.value = Number(field.value) % Math.max(1, futures) + 1;
      go();
    }
  }, "Next future");
  place.replaceChildren(make("p", {class: "controls"}, make("label", {for: "future"}, "Future number "), field, next, link), frame);
  go();
};
