// SPDX-License-Identifier: GPL-3.0-or-later
// A control for one value: a slider beside an exact field, a switch, or a list of choices.
//
// A value is a text as scenario files have it: "55%", "7 days", "none". Sliders know its number in the declared unit.

import {freshId, make, setText} from "./elements.js";

/// The number of a text in the declared unit; null if the text is no number.
export const numberOf = (text, suffix) => {
  const written = text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text;
  const number = Number.parseFloat(written);
  return Number.isFinite(number) ? number : null;
};

/// The text of a number, as files have it.
export const textOf = (number, suffix) => `${Number(number.toPrecision(6))}${suffix}`;

/// The ends of a slider: what is plausible, what is so today, and the value; else all that is allowed.
const span = ({usual, least, most, todayNumber, today, suffix}, text) => {
  if (!usual) return [least, most];
  const here = [...usual, todayNumber ?? numberOf(today, suffix), numberOf(text, suffix)]
    .filter(number => number !== null && number !== undefined);
  return [Math.min(...here), Math.max(...here)];
};

/// Where a number stands along a slider, as a CSS length; half of the handle is 8 px wide.
const place = (number, [low, high]) => {
  const part = high > low ? (number - low) / (high - low) : 0;
  return `calc(8px + ${Math.min(1, Math.max(0, part))} * (100% - 16px))`;
};

/// A control of what is declared; `changed` is given each new text.
///
/// The control shows a text by `show(text)`, what it does in words by `say(words)`, and what is wrong with it by
/// `fault(words)`; a slider marks values by `marks([{number, words, kind}])`.
export const control = (declared, changed) => {
  switch (declared.kind) {
    case "flag": return switchOf(declared, changed);
    case "choice": return listOf(declared, changed);
    default: return sliderOf(declared, changed);
  }
};

/// The name, what is allowed, and room for the rest.
const frame = (declared, name, ...parts) => {
  const fault = make("p", {class: "fault", id: freshId(), role: "alert", hidden: true});
  const back = make("button", {type: "button", class: "back", "aria-label": `${declared.label}: back to today`,
    title: "Back to today"}, "↺");
  const summary = make("p", {class: "about"}, declared.summary, " ",
    make("span", {class: "grade"}, declared.grade ? `Evidence: grade ${declared.grade}.` : ""));
  const does = make("p", {class: "does", hidden: true});
  const more = make("details", {class: "more"}, make("summary", {"aria-label": `About: ${declared.label}`}, "?"), summary);
  const element = make("div", {class: "control", "data-path": declared.path ?? declared.name},
    make("div", {class: "head"}, name, back, more), ...parts,
    make("p", {class: "today"}, todayWords(declared)), does, fault);
  return {
    element, back, summary,
    say: words => {
      does.hidden = !words;
      setText(does, words ?? "");
    },
    fault: words => {
      fault.hidden = !words;
      setText(fault, words ?? "");
    },
    faultId: fault.id
  };
};

/// Today's value and what is allowed; of what nobody has measured the central value and what is plausible.
const todayWords = ({today, choices, suffix = "", least, most, kind, none, usual, isUnknown, grade}) => {
  const words = choices?.find(({value}) => value === today)?.words ?? today;
  const range = (low, high) => `${textOf(low, "")} to ${textOf(high, suffix)}`;
  if (isUnknown) return `central ${words} · plausible ${range(...usual)} · grade ${grade}`;
  if (kind === "flag" || kind === "choice" || !Number.isFinite(most)) return `today: ${words}`;
  return `today ${words} · ${range(least, most)}${none && none !== today ? ` or ${none}` : ""}`;
};

const sliderOf = (declared, changed) => {
  const {suffix, least, most, step, today, none} = declared;
  const id = freshId();
  let ends = span(declared, today);
  const field = make("input", {
    type: "number", id, min: least, max: most, step: "any", inputmode: "decimal", required: true,
    onchange: () => { if (field.value !== "") changed(textOf(Number(field.value), suffix)); }
  });
  const range = make("input", {
    type: "range", min: ends[0], max: ends[1], step, "aria-label": declared.label, tabindex: 0,
    oninput: () => {
      field.value = range.value;
      range.setAttribute("aria-valuetext", textOf(Number(range.value), suffix));
      changed(textOf(Number(range.value), suffix));
    }
  });
  const todayNumber = declared.todayNumber ?? numberOf(today, suffix);
  const holder = make("div", {class: "ticks", "aria-hidden": "true"});
  let ticks = [];
  const arrange = () => {
    for (const tick of ticks) {
      tick.element.hidden = tick.number < ends[0] || tick.number > ends[1];
      tick.element.style.left = place(tick.number, ends);
    }
  };
  const marks = further => {
    ticks = [{number: todayNumber, words: `Today ${today}`, kind: "today"}, ...further]
      .filter(mark => mark.number !== null && mark.number !== undefined)
      .map(mark => ({...mark, element: make("i", {class: `tick ${mark.kind}`, title: mark.words})}));
    holder.replaceChildren(...ticks.map(tick => tick.element));
    arrange();
  };
  marks([]);
  const box = none && make("input", {
    type: "checkbox",
    onchange: () => changed(box.checked ? none : textOf(Number(field.value || ends[0]), suffix))
  });
  const parts = frame(declared, make("label", {for: id, class: "name"}, declared.label),
    make("div", {class: "row"},
      make("div", {class: "track"}, range, holder),
      make("span", {class: "exact"}, field, make("span", {class: "unit"}, suffix.trim())),
      box && make("label", {class: "none"}, box, ` ${none}`)));
  field.setAttribute("aria-describedby", parts.faultId);
  parts.back.addEventListener("click", () => changed(today));
  return {
    ...parts,
    marks,
    show(text) {
      const isNone = Boolean(none) && text === none;
      if (box) box.checked = isNone;
      range.disabled = isNone;
      field.required = !isNone;
      const number = isNone ? null : numberOf(text, suffix);
      ends = span(declared, text);
      [range.min, range.max] = ends;
      arrange();
      if (isNone) field.value = "";
      else if (document.activeElement !== field || Number(field.value) !== number) field.value = number ?? "";
      if (number !== null) range.value = number;
      range.setAttribute("aria-valuetext", text);
      mark(parts, text !== today);
    }
  };
};

const switchOf = (declared, changed) => {
  const id = freshId();
  const box = make("input", {type: "checkbox", id, onchange: () => changed(box.checked ? "yes" : "no")});
  const parts = frame(declared, make("span", {class: "name"}, box, make("label", {for: id}, ` ${declared.label}`)));
  parts.back.addEventListener("click", () => changed(declared.today));
  return {
    ...parts,
    show(text) {
      box.checked = text === "yes";
      mark(parts, text !== declared.today);
    }
  };
};

const listOf = (declared, changed) => {
  const id = freshId();
  const list = make("select", {id, onchange: () => changed(list.value)},
    ...declared.choices.map(({value, words}) => make("option", {value}, words ?? value)));
  const parts = frame(declared, make("label", {for: id, class: "name"}, declared.label), list);
  parts.back.addEventListener("click", () => changed(declared.today));
  return {
    ...parts,
    show(text) {
      list.value = text;
      mark(parts, text !== declared.today);
    }
  };
};

/// Marks a control whose value is not that of today.
const mark = (parts, isMoved) => {
  parts.element.classList.toggle("moved", isMoved);
  parts.back.hidden = !isMoved;
};
