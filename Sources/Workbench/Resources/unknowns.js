// SPDX-License-Identifier: GPL-3.0-or-later
// What nobody has measured, as sliders over what is plausible; where the answer turns is marked.

import {control} from "./controls.js";
import {byId, make, setText} from "./elements.js";
import {fetchTurns} from "./server.js";
import {change, question, setting, watch} from "./setting.js";

/// The name of the setting that the server knows; null while it is being asked.
let id = null;

/// Says by which name the server knows what is set.
export const know = name => { id = name; };

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
    const one = control(
      {...unknown, kind: "number", isUnknown: true, usual: [unknown.low, unknown.high]}, text => setUnknown(unknown, text));
    one.element.append(...turnsOf(unknown, one));
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

/// A button that looks for the values at which the answer turns, marks them and says what turns.
///
/// What was found holds until something else than this unknown is set.
const turnsOf = (unknown, control) => {
  const rest = () => JSON.stringify({...question(), unknowns: {...setting.unknowns, [unknown.path]: undefined}});
  const said = make("div", {class: "turns", role: "status"});
  let abort = null, known = null;
  const say = (...lines) => said.replaceChildren(...lines.map(line => make("p", {}, line)));
  const find = async () => {
    if (id === null) return;
    abort?.abort();
    abort = new AbortController();
    const {signal} = abort;
    known = rest();
    say("Being simulated at both ends …");
    try {
      const told = await fetchTurns(id, unknown.path, signal, progress => say(`Being simulated: ${progress} …`));
      control.marks(told.turns.map(({value, words}) => ({number: value, words, kind: "turn"})));
      say(...told.sentences);
    } catch (error) {
      if (error.name !== "AbortError") say(`Nothing was found: ${error.message}.`);
    }
  };
  watch(asks => {
    if (!asks || known === null || known === rest()) return;
    abort?.abort();
    known = null;
    control.marks([]);
    say();
  });
  return [make("button", {type: "button", class: "plain turn", onclick: find}, "Where does the answer turn?"), said];
};

const setUnknown = (unknown, text) => {
  const unknowns = {...setting.unknowns};
  if (text === unknown.today) delete unknowns[unknown.path];
  else unknowns[unknown.path] = text;
  change({unknowns});
};
