// SPDX-License-Identifier: GPL-3.0-or-later
// Triggers as sentences with blanks: when what has happened, what holds, for how long, and until when.

import {byId, make, setText} from "./elements.js";
import {change, setting, watch} from "./setting.js";

/// A trigger to begin with.
const fresh = bench => ({
  outcome: (bench.triggers.outcomes.find(({name}) => name === "serious-disorder") ?? bench.triggers.outcomes[0]).name, comparison: ">=", threshold: 1, within: 90,
  then: bench.triggers.presets.includes("clampdown") ? "clampdown" : bench.triggers.presets[0], for: 180, until: null,
  scope: "national", rest: 0
});

/// Builds the sentences, and keeps them as the setting says; `show` says how long each policy is under its triggers.
export const buildTriggers = bench => {
  const list = make("ol", {class: "triggers"});
  const held = make("ul", {class: "held findings", "aria-label": "How long triggers hold"});
  const add = make("button", {
    type: "button", class: "plain", id: "add-trigger",
    onclick: () => {
      change({triggers: [...setting.triggers, fresh(bench)]});
      list.lastElementChild?.querySelector("select")?.focus();
    }
  }, "Add a trigger");
  byId("trigger-list").replaceChildren(
    make("p", {class: "about"}, "A trigger changes the policy for a while when something has happened."), list, add, held);

  // A sentence stays where it is while its blanks are filled in: whoever goes on to the next one must find it there.
  const sentences = [];
  const refresh = () => {
    add.disabled = setting.triggers.length >= (bench.triggers.most ?? 4);
    while (sentences.length > setting.triggers.length) sentences.pop().element.remove();
    while (sentences.length < setting.triggers.length) {
      sentences.push(sentence(bench, sentences.length));
      list.append(sentences.at(-1).element);
    }
    for (const [index, trigger] of setting.triggers.entries()) sentences[index].show(trigger);
  };
  watch(refresh);
  refresh();
  return {
    show(days) {
      held.replaceChildren(...days.map(({sentence}) => make("li", {}, sentence)));
    },
    fault(index, words) {
      const place = list.children[index]?.querySelector(".fault");
      if (!place) return;
      place.hidden = !words;
      setText(place, words ?? "");
    }
  };
};

const setTrigger = (index, parts) => change({
  triggers: setting.triggers.map((trigger, other) => other === index ? {...trigger, ...parts} : trigger)
});

/// A trigger as a sentence, which `show(trigger)` fills in.
const sentence = (bench, index) => {
  const {outcomes, comparisons, presets, scopes, days} = bench.triggers;
  const set = parts => setTrigger(index, parts);
  const trigger = () => setting.triggers[index];
  const pick = (name, label, options, changed) => make("select",
    {"aria-label": label, "data-blank": `${index}-${name}`, onchange: event => changed(event.target.value)},
    ...options.map(({value, words}) => make("option", {value}, words)));
  const count = (name, label, changed, least = days.least, most = days.most) => {
    const field = make("input", {
      type: "number", "aria-label": label, min: least, max: most, step: "any", "data-blank": `${index}-${name}`,
      onchange: () => { if (field.value !== "") changed(Number(field.value)); }
    });
    return field;
  };
  const fill = (field, number) => { if (field.value === "" || Number(field.value) !== number) field.value = number; };
  const named = outcomes.map(({name, title}) => ({value: name, words: title.toLowerCase()}));
  const wordsOf = name => named.find(({value}) => value === name)?.words ?? name;
  const unitOf = name => outcomes.find(outcome => outcome.name === name)?.unit ?? "";

  const condition = (key, label, changed) => {
    const comparison = pick(`${key}-comparison`, `${label}: comparison`, comparisons, value => changed({comparison: value}));
    const threshold = count(`${key}-threshold`, label, value => changed({threshold: value}), 0, null);
    const within = count(`${key}-within`, `${label}: within how many days`, value => changed({within: value}));
    return {
      parts: [comparison, " ", threshold, " within ", within, " days"],
      show(value) {
        comparison.value = value.comparison;
        threshold.setAttribute("aria-label", `${label}: how many ${unitOf(value.outcome)}`);
        fill(threshold, value.threshold);
        fill(within, value.within);
      }
    };
  };
  // What ends it is counted of the same outcome, unless somebody has set another one.
  const outcome = pick("outcome", "What happens", named, name => {
    const {until, outcome: before} = trigger();
    set({outcome: name, until: until?.outcome === before ? {...until, outcome: name} : until});
  });
  const begins = condition("when", "Begins", set);
  const then = pick("then", "Policy that holds then", presets.map(value => ({value, words: value})), value => set({then: value}));
  const lasts = count("for", "For how many days", value => set({for: value}));
  const hasUntil = make("input", {
    type: "checkbox", "data-blank": `${index}-has-until`,
    onchange: () => {
      const {outcome, threshold, within} = trigger();
      set({until: hasUntil.checked ? {outcome, comparison: "<", threshold, within} : null});
    }
  });
  const untilWords = make("span");
  const ends = condition("until", "Ends", parts => set({until: {...trigger().until, ...parts}}));
  const until = make("span", {}, " ", ...ends.parts);
  const rests = count("rest", "Days of rest", value => set({rest: value}), 0);
  const scope = bench.areas.length > 1 && scopes.length > 1
    ? pick("scope", "Where", scopes, value => set({scope: value})) : null;

  return {
    element: make("li", {"data-path": `policy.triggers.${index + 1}`},
      "When ", outcome, " is ", ...begins.parts, ", go over to ", then, " for ", lasts, " days ",
      make("label", {class: "until"}, hasUntil, untilWords), until, ". After that it rests for ", rests, " days.",
      scope ? make("span", {}, " It is counted ", scope, ".") : null,
      " ", make("button", {
        type: "button", class: "plain", "aria-label": `Remove trigger ${index + 1}`,
        onclick: () => {
          change({triggers: setting.triggers.filter((_, other) => other !== index)});
          byId("add-trigger").focus();
        }
      }, "Remove"),
      make("p", {class: "fault", role: "alert", hidden: true})),
    show(value) {
      outcome.value = value.outcome;
      begins.show(value);
      then.value = value.then;
      fill(lasts, value.for);
      hasUntil.checked = value.until !== null;
      until.hidden = value.until === null;
      if (value.until) ends.show(value.until);
      const what = value.until && value.until.outcome !== value.outcome ? wordsOf(value.until.outcome) : "it";
      setText(untilWords, value.until ? ` and for longer, until ${what} is` : " and for longer, until something holds");
      fill(rests, value.rest ?? 0);
      if (scope) scope.value = value.scope;
    }
  };
};
