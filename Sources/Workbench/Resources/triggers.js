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

  let shown;
  const refresh = () => {
    add.disabled = setting.triggers.length >= (bench.triggers.most ?? 4);
    const says = JSON.stringify(setting.triggers);
    if (says === shown) return;
    shown = says;
    // Who is about to fill in a blank goes on in the same blank.
    const focused = document.activeElement?.dataset?.blank;
    list.replaceChildren(...setting.triggers.map((trigger, index) => sentence(bench, trigger, index)));
    if (focused) list.querySelector(`[data-blank="${focused}"]`)?.focus();
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

/// One trigger as a sentence.
const sentence = (bench, trigger, index) => {
  const {outcomes, comparisons, presets, scopes, days} = bench.triggers;
  const set = parts => setTrigger(index, parts);
  const blank = name => ({"data-blank": `${index}-${name}`});
  const pick = (name, label, options, value, changed) => make("select",
    {"aria-label": label, ...blank(name), onchange: event => changed(event.target.value)},
    ...options.map(option => make("option", {value: option.value, selected: option.value === value}, option.words)));
  const count = (name, label, value, changed, least = days.least, most = days.most) => {
    const field = make("input", {
      type: "number", "aria-label": label, value, min: least, max: most, step: "any", ...blank(name),
      onchange: () => { if (field.value !== "") changed(Number(field.value)); }
    });
    return field;
  };
  const named = outcomes.map(({name, title}) => ({value: name, words: title.toLowerCase()}));
  const unit = name => outcomes.find(outcome => outcome.name === name)?.unit ?? "";
  const condition = (key, label, value, changed) => [
    pick(`${key}-comparison`, `${label}: comparison`, comparisons, value.comparison, comparison => changed({comparison})), " ",
    count(`${key}-threshold`, `${label}: how many ${unit(value.outcome ?? trigger.outcome)}`, value.threshold,
      threshold => changed({threshold}), 0, null),
    " within ", count(`${key}-within`, `${label}: within how many days`, value.within, within => changed({within})), " days"
  ];
  const hasUntil = make("input", {
    type: "checkbox", checked: trigger.until !== null, ...blank("has-until"),
    onchange: () => set({
      until: hasUntil.checked ? {outcome: trigger.outcome, comparison: "<", threshold: trigger.threshold, within: trigger.within} : null
    })
  });
  return make("li", {"data-path": `policy.triggers.${index + 1}`},
    "When ", pick("outcome", "What happens", named, trigger.outcome, outcome => set({outcome})), " is ",
    ...condition("when", "Begins", trigger, set), ", go over to ",
    pick("then", "Policy that holds then", presets.map(value => ({value, words: value})), trigger.then, then => set({then})),
    " for ", count("for", "For how many days", trigger.for, value => set({for: value})), " days",
    " ", make("label", {class: "until"}, hasUntil, trigger.until ? " and for longer, until it is" : " and for longer, until something holds"),
    ...(trigger.until ? [" ", ...condition("until", "Ends", trigger.until, parts => set({until: {...trigger.until, ...parts}}))] : []),
    ". After that it rests for ", count("rest", "Days of rest", trigger.rest ?? 0, rest => set({rest}), 0), " days.",
    bench.areas.length > 1 && scopes.length > 1
      ? make("span", {}, " It is counted ", pick("scope", "Where", scopes, trigger.scope, scope => set({scope})), ".") : null,
    " ", make("button", {
      type: "button", class: "plain", "aria-label": `Remove trigger ${index + 1}`,
      onclick: () => {
        change({triggers: setting.triggers.filter((_, other) => other !== index)});
        byId("add-trigger").focus();
      }
    }, "Remove"),
    make("p", {class: "fault", role: "alert", hidden: true}));
};
