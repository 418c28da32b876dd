// SPDX-License-Identifier: GPL-3.0-or-later
// What nobody has measured, as sliders over what is plausible; where the answer turns is marked.

import {control} from "./controls.js";
import {byId, make, setText} from "./elements.js";
import {change, setting, watch} from "./setting.js";

/// Builds the sliders, the strongest first, and keeps them as the setting says.
export const buildUnknowns = bench => {
  const controls = new Map();
  const place = byId("unknowns");
  if (bench.unknowns.length === 0) {
    place.replaceChildren(make("p", {class: "about"}, "Nothing here is unknown, or nothing can be moved."));
    return controls;
  }
  const mostShown = 5;
  const sliders = bench.unknowns.map(unknown => {
    const turns = unknown.turns ?? [];
    const one = control(
      {...unknown, kind: "number", isUnknown: true, usual: [unknown.low, unknown.high]}, text => setUnknown(unknown, text),
      turns.map(turn => ({number: turn.value, words: turn.words, kind: "turn"})));
    for (const turn of turns) one.element.append(make("p", {class: "turns"}, `◆ At ${turn.value}${unknown.suffix}: ${turn.words}.`));
    if (unknown.impact) one.summary.append(make("span", {class: "impact"}, ` From one end to the other: ${unknown.impact}.`));
    controls.set(unknown.path, one);
    return one.element;
  });
  const count = make("span", {class: "moved-count"});
  const all = make("button", {
    type: "button", class: "plain", onclick: () => change({unknowns: {}})
  }, "All back to the central values");
  place.replaceChildren(
    make("p", {class: "about"}, "No source measures these. Each slider spans what is plausible; the strongest come first."),
    ...sliders.slice(0, mostShown),
    ...(sliders.length > mostShown
      ? [make("details", {class: "group"}, make("summary", {}, `${sliders.length - mostShown} more, `, "weaker ones"),
        ...sliders.slice(mostShown))]
      : []),
    make("p", {}, all, " ", count));
  const refresh = () => {
    for (const unknown of bench.unknowns) {
      controls.get(unknown.path).show(setting.unknowns[unknown.path] ?? unknown.today);
    }
    const moved = Object.keys(setting.unknowns).length;
    all.hidden = moved === 0;
    setText(count, moved === 0 ? "" : `${moved} moved: the answer holds only with these values.`);
  };
  watch(refresh);
  refresh();
  return controls;
};

const setUnknown = (unknown, text) => {
  const unknowns = {...setting.unknowns};
  if (text === unknown.today) delete unknowns[unknown.path];
  else unknowns[unknown.path] = text;
  change({unknowns});
};
