// SPDX-License-Identifier: GPL-3.0-or-later
// The answer: a sentence, a table and a picture, as on the first screen of report.html, while futures are added.

import {byId, make, setChildren, setText} from "./elements.js";
import {goalRows, guessWords, showGuesses, targetWords} from "./guesses.js";
import {moveNumber} from "./motion.js";
import {Picture} from "./picture.js";
import {setting} from "./setting.js";

const glyphs = {better: "▲ ", worse: "▼ ", open: "? "};

let bench;
let form = null;
let cells = new Map();
let picture = null;
/// Done when the picture is drawn.
let drawing = null;
/// The answer that is shown.
export let shown = null;

/// Prepares the place of the answer.
export const buildAnswer = offered => { bench = offered; };

/// Says that another setting has been asked for, so that what is shown is that of the one before.
export const waitForAnswer = () => {
  byId("uncovered").setAttribute("aria-busy", "true");
  byId("answer").classList.add("stale");
};

/// The answer with a column for mine where mine changes nothing, which is simulated by nobody: the same as the reference.
const whole = answer => {
  if (!setting.policies.includes("mine") || answer.rows[0]?.cells.some(cell => cell.policy === "mine")) return answer;
  return {...answer, rows: answer.rows.map(row => ({...row, cells: [...row.cells, {
    policy: "mine", mean: row.reference.mean, shown: row.reference.shown, difference: null, change: "", kind: "alike",
    word: "the status quo", words: "", range: ""
  }]}))};
};

/// Shows an answer of the setting with the given name.
///
/// It is still said to be that of a setting before if something has been set since: so numbers move while a slider does.
export const showAnswer = async (told, id, isLast) => {
  const answer = whole(told);
  shown = answer;
  setText(byId("line"), answer.sentence);
  setText(byId("condition"), answer.condition ?? "");
  showProgress(answer);
  showShort(answer);
  showTable(answer);
  setText(byId("price"), answer.price ?? "");
  const figure = answer.figures?.times;
  if (!figure) {
    picture?.end();
    picture = null;
    byId("picture").replaceChildren(make("p", {class: "about"}, "The picture comes with a few more futures."));
  } else if (!picture?.show(figure)) {
    picture?.end();
    picture = new Picture(figure);
    byId("picture").replaceChildren(picture.element);
    drawing = picture.draw();
  }
  await drawing;
  // A later answer may have come while the picture was drawn.
  if (shown !== answer) return;
  showGoals();
  byId("answer").dataset.setting = id;
  byId("answer").dataset.futures = answer.futures;
  if (!isLast()) return;
  byId("uncovered").removeAttribute("aria-busy");
  byId("answer").classList.remove("stale");
};

/// Shows guesses and the target beside the answer that is there.
export const showGoals = () => {
  if (!shown) return;
  picture?.mark("goals", goalRows(shown));
  showGuesses(shown);
  for (const row of shown.rows) {
    for (const cell of row.cells) {
      const parts = cells.get(`${row.outcome} ${cell.policy}`);
      if (!parts) continue;
      setText(parts.guess, cell.policy === "mine" ? guessWords(row, cell) : "");
      setText(parts.target, targetWords(row, cell));
    }
  }
};

// --- How far it is ----------------------------------------------------------------------------

let spoken = "";

const showProgress = answer => {
  const part = answer.of > 0 ? Math.min(1, answer.futures / answer.of) : 0;
  byId("bar").firstElementChild.style.width = `${100 * part}%`;
  byId("bar").classList.toggle("enough", Boolean(answer.isEnough));
  const enough = answer.isEnough ? " Known enough." : answer.enough ? ` ${answer.enough}.` : "";
  setText(byId("count"), `${answer.futures} of ${answer.of} futures, the same for every policy.${enough}`);
  // Who listens hears the first answer, and when it is known enough; not every number on the way.
  const says = answer.isEnough ? `Known enough after ${answer.futures} futures. ${answer.sentence}`
    : answer.futures >= answer.of ? `All ${answer.of} futures are simulated. ${answer.sentence}` : "";
  if (says && says !== spoken) setText(byId("spoken"), spoken = says);
};

/// What becomes of mine in a line, for a small screen on which the answer is out of sight.
const showShort = answer => {
  const kinds = answer.rows.flatMap(row => row.cells.filter(cell => cell.policy === "mine").map(cell => cell.kind));
  const count = kind => kinds.filter(own => own === kind).length;
  const parts = [["▲", "better"], ["▼", "worse"], ["?", "open"]].filter(([, kind]) => count(kind) > 0)
    .map(([glyph, kind]) => `${glyph} ${count(kind)} ${kind}`);
  setText(byId("short-words"), kinds.length ? `mine: ${parts.join(", ") || "no difference"} (${answer.futures})` : "");
};

/// Says for those who listen that the answer is another one.
export const announce = words => {
  spoken = words;
  setText(byId("spoken"), words);
};

// --- The table --------------------------------------------------------------------------------

const showTable = answer => {
  const policies = answer.rows[0]?.cells.map(cell => cell.policy) ?? [];
  const keys = answer.figures?.times?.legend ?? [];
  const own = JSON.stringify([policies, keys, answer.rows.map(row => [row.outcome, row.title, row.unit, row.mark])]);
  if (own !== form) buildTable(answer, policies, keys);
  form = own;
  for (const row of answer.rows) {
    const base = cells.get(`${row.outcome} `);
    moveNumber(base.mean, row.reference.mean, row.reference.shown);
    for (const cell of row.cells) showCell(cells.get(`${row.outcome} ${cell.policy}`), cell);
  }
  setChildren(byId("record"), answer.record ? [make("span", {}, answer.record)] : []);
};

const showCell = (parts, cell) => {
  parts.element.className = cell.kind + (cell.policy === "mine" ? " own" : "");
  moveNumber(parts.mean, cell.mean, cell.shown);
  moveNumber(parts.change, cell.difference, cell.change ?? "");
  setText(parts.word, cell.kind === "alike" ? "" : (glyphs[cell.kind] ?? "") + cell.word);
  const range = cell.kind === "alike" || !cell.range ? "" : `${cell.range} `;
  setText(parts.range, range);
  // How many more futures would tell is said of studies that end; here they come by themselves.
  const words = cell.kind === "open" ? "" : cell.words;
  setText(parts.sure, [cell.kind === "alike" ? cell.word : "", words].filter(Boolean).join("; "));
};

const buildTable = (answer, policies, keys) => {
  cells = new Map();
  const key = policy => keys.find(key => key.policy === policy);
  const heads = [bench.reference, ...policies].map(policy => make("th", {scope: "col", class: policy === "mine" ? "own" : null},
    key(policy) ? make("i", {class: `p${key(policy).colour}`, "aria-hidden": "true"}, `${key(policy).glyph} `) : null,
    policy));
  const rows = answer.rows.map(row => {
    const base = {mean: make("b")};
    cells.set(`${row.outcome} `, base);
    const others = row.cells.map(cell => {
      const parts = {
        mean: make("b"), change: make("span", {class: "change"}), word: make("span", {class: "word"}),
        range: make("span", {class: "range"}), sure: make("span"), guess: make("small", {class: "guess"}),
        target: make("small", {class: "target"})
      };
      parts.element = make("td", {"data-policy": cell.policy, "data-outcome": row.outcome},
        parts.mean, " ", parts.change, " ", parts.word, make("small", {}, parts.range, parts.sure),
        parts.guess, parts.target);
      cells.set(`${row.outcome} ${cell.policy}`, parts);
      return parts.element;
    });
    return make("tr", {},
      make("th", {scope: "row"}, row.title, row.mark ? ` ${row.mark}` : null,
        row.unit ? " " : null, row.unit ? make("small", {}, row.unit) : null),
      make("td", {}, base.mean), ...others);
  });
  byId("first").classList.toggle("many", policies.length > 3);
  byId("first").replaceChildren(
    make("table", {id: "first-table"},
      make("thead", {}, make("tr", {}, make("th", {scope: "col"}, "Mean a year, and change"), ...heads)),
      make("tbody", {}, ...rows)),
    make("p", {class: "meta record", id: "record"}));
};

// --- What mine does ---------------------------------------------------------------------------

/// Shows in words what a setting does, and where a lever needs another.
///
/// What a lever does is a text, or a text with the name of the lever, beside which it is shown, too.
export const showDeeds = ({paragraphs, warnings}, levers) => {
  const said = new Map();
  for (const item of paragraphs?.[0]?.items ?? []) if (item.lever) said.set(item.lever, item.words);
  for (const [name, lever] of levers) lever.say(name in setting.levers ? said.get(name) : "");
  // A lever that the file puts back to where it stands today is none that mine moves.
  const isMoved = (part, item) => !item.lever || item.lever in setting.levers || !part.heading.startsWith("From");
  const items = (paragraphs ?? []).map(part => ({...part, items: part.items.filter(item => isMoved(part, item))}))
    .filter(part => part.items.length > 0)
    .map(part => make("li", {}, make("b", {}, `${part.heading} `), `${part.items.map(item => item.words ?? item).join("; ")}.`));
  setChildren(byId("deeds-list"), items.length ? items : [make("li", {}, "Nothing: it is the status quo.")]);
  setChildren(byId("warnings"), (warnings ?? []).map(warning => make("li", {}, warning.message)));
  byId("deeds").hidden = !setting.policies.includes("mine");
};
