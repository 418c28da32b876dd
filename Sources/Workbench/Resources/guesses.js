// SPDX-License-Identifier: GPL-3.0-or-later
// Guess first: the reader's own guesses, kept beside the answer, and a target to reach.

import {byId, choice, make, setText} from "./elements.js";
import {change, setting, watch} from "./setting.js";

const number = text => Number.parseFloat(String(text).replaceAll(",", ""));
const short = value => Number(value.toPrecision(3)).toLocaleString("en-GB");

/// What is said beside a cell of mine of what was guessed.
export const guessWords = (row, cell) => {
  if (!(row.outcome in setting.guesses)) return "";
  return `guessed ${short(number(setting.guesses[row.outcome]))}`;
};

/// Whether a mean reaches the target; empty for other outcomes.
export const targetWords = (row, cell) => {
  const target = setting.target;
  if (target?.outcome !== row.outcome || !Number.isFinite(target.value)) return "";
  const reached = target.side === "most" ? cell.mean <= target.value : cell.mean >= target.value;
  return reached ? "✓ reaches the target" : "✗ misses the target";
};

/// Guesses and the target as marks of the picture: how many times what matters they are from the reference.
export const goalRows = answer => {
  const times = answer.figures?.times?.tables[0];
  if (!times) return [];
  const goals = [
    ...Object.entries(setting.guesses).map(([outcome, text]) => ({outcome, value: number(text), kind: "guess", title: "Your guess"})),
    ...(setting.target ? [{...setting.target, kind: "target", title: "Your target"}] : [])
  ];
  return goals.flatMap(({outcome, value, kind, title}) => {
    const index = answer.rows.findIndex(row => row.outcome === outcome);
    const matters = mattersOf.get(outcome);
    if (index < 0 || !matters || !Number.isFinite(value)) return [];
    const row = answer.rows[index];
    const sign = matters.better === "fewer" ? -1 : 1;
    return [{row: index + 1, times: sign * (value - row.reference.mean) / matters.matters, kind, title, told: `${row.title}: ${short(value)}`}];
  });
};

const mattersOf = new Map();
let list, cover;

/// Builds the box for guesses and the target; `redraw` shows them beside the answer.
export const buildGuesses = (bench, redraw) => {
  for (const outcome of bench.outcomes) if (outcome.matters > 0) mattersOf.set(outcome.name, outcome);
  const named = () => bench.outcomes.filter(outcome => setting.outcomes.includes(outcome.name))
    .map(outcome => ({value: outcome.name, words: `${outcome.title}${outcome.unit ? ` (${outcome.unit})` : ""}`}));
  const what = choice("", [], "", () => {}, {"aria-label": "Outcome that you guess"});
  const value = make("input", {type: "number", step: "any", required: true, "aria-label": "Your guess under mine"});
  const guess = make("form", {
    class: "fill", onsubmit: event => {
      event.preventDefault();
      change({guesses: {...setting.guesses, [what.querySelector("select").value]: String(Number(value.value))}}, {asks: false});
      value.value = "";
    }
  }, "I guess that under mine ", what, " will be ", value, " ", make("button", {class: "plain"}, "Keep my guess"));

  const goal = choice("", [], "", () => {}, {"aria-label": "Outcome of the target"});
  const side = choice("", [{value: "most", words: "at most"}, {value: "least", words: "at least"}], "most", () => {},
    {"aria-label": "Side of the target"});
  const line = make("input", {type: "number", step: "any", required: true, "aria-label": "Target"});
  const clear = make("button", {
    type: "button", class: "plain", onclick: () => change({target: null}, {asks: false})
  }, "No target");
  const target = make("form", {
    class: "fill", onsubmit: event => {
      event.preventDefault();
      change({target: {
        outcome: goal.querySelector("select").value, side: side.querySelector("select").value, value: Number(line.value)
      }}, {asks: false});
    }
  }, "I want ", goal, " to be ", side, " ", line, " ", make("button", {class: "plain"}, "Set the target"), " ", clear);

  const covers = make("input", {
    type: "checkbox", onchange: () => change({isCovered: covers.checked}, {asks: false})
  });
  list = make("ul", {class: "findings guesses", "aria-label": "My guesses"});
  const box = make("details", {id: "guess-box"}, make("summary", {}, "Guess first, and set a target"),
    guess, list, target, make("label", {class: "cover"}, covers, " Hide the answer until I have guessed"));
  cover = make("p", {class: "note", id: "cover", hidden: true}, "The answer is hidden until you have guessed. Open “Guess first”.");
  byId("guessing").replaceChildren(box, cover);

  let offered = "";
  const refresh = () => {
    if (offered !== (offered = JSON.stringify(setting.outcomes))) {
      for (const label of [what, goal]) {
        const select = label.querySelector("select"), before = select.value;
        select.replaceChildren(...named().map(({value, words}) => make("option", {value}, words)));
        if (setting.outcomes.includes(before)) select.value = before;
      }
    }
    covers.checked = setting.isCovered;
    const isCovered = setting.isCovered && Object.keys(setting.guesses).length === 0;
    if (isCovered && cover.hidden) box.open = true;
    cover.hidden = !isCovered;
    byId("uncovered").hidden = isCovered;
    clear.hidden = setting.target === null;
    redraw();
  };
  watch(refresh);
  refresh();
};

/// The guesses that are listed, by outcome. One stays where it is while the answer beside it changes.
const items = new Map();

/// Lists the guesses with what the answer says of them.
export const showGuesses = answer => {
  for (const [outcome, item] of items) {
    if (outcome in setting.guesses) continue;
    item.element.remove();
    items.delete(outcome);
  }
  for (const [outcome, text] of Object.entries(setting.guesses)) {
    const row = answer.rows.find(row => row.outcome === outcome);
    const cell = row?.cells.find(cell => cell.policy === "mine");
    const title = row?.title ?? mattersOf.get(outcome)?.title ?? outcome;
    const says = cell ? `; the answer is ${cell.shown}, ${cell.change} ${cell.range ?? ""} from the status quo` : "";
    if (!items.has(outcome)) {
      items.set(outcome, guessItem(outcome, title));
      list.append(items.get(outcome).element);
    }
    setText(items.get(outcome).words, `${title}: you guessed ${short(number(text))}${says}. `);
  }
};

const guessItem = (outcome, title) => {
  const words = make("span");
  const element = make("li", {}, words, make("button", {
    type: "button", class: "plain", "aria-label": `Forget the guess of ${title.toLowerCase()}`,
    onclick: () => {
      const {[outcome]: _, ...guesses} = setting.guesses;
      change({guesses}, {asks: false});
      byId("guess-box").querySelector("summary").focus();
    }
  }, "Forget"));
  return {element, words};
};
