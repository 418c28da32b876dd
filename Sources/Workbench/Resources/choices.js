// SPDX-License-Identifier: GPL-3.0-or-later
// Which policies are columns, which outcomes are rows, and of which area.

import {byId, choice, make} from "./elements.js";
import {change, setting, watch} from "./setting.js";

/// How many columns and rows there may be beside the reference.
const mostColumns = 5, mostRows = 14;

/// Builds the boxes, and keeps them as the setting says.
export const buildChoices = bench => {
  const columns = [...bench.policies.map(policy => policy.name).filter(name => name !== bench.reference), "mine"];
  const rows = bench.outcomes.map(outcome => outcome.name);
  const boxes = [];
  const box = (name, words, part, order, least, most) => {
    const input = make("input", {
      type: "checkbox", value: name, onchange: () => {
        const chosen = new Set(setting[part]);
        if (input.checked) chosen.add(name);
        else chosen.delete(name);
        change({[part]: order.filter(one => chosen.has(one))});
      }
    });
    boxes.push({input, part, least, most});
    return make("label", {class: "box"}, input, ` ${words}`);
  };
  const groups = [...new Set(bench.outcomes.map(outcome => outcome.group))].map(group =>
    make("fieldset", {}, make("legend", {}, group ?? "Outcomes"),
      ...bench.outcomes.filter(outcome => outcome.group === group)
        .map(outcome => box(outcome.name, outcome.title, "outcomes", rows, 1, mostRows))));
  const area = bench.areas.length > 1
    ? choice("Where", [{value: "", words: "the whole country"}, ...bench.areas.map(value => ({value, words: value}))], "",
      name => change({area: name || null}), {id: "area"}) : null;
  byId("choices").replaceChildren(make("details", {id: "choose"},
    make("summary", {}, "Choose columns and rows"),
    make("fieldset", {id: "columns"}, make("legend", {}, `Policies beside ${bench.reference}, ${mostColumns} at most`),
      ...columns.map(name => box(name, name, "policies", columns, 1, mostColumns))),
    make("p", {class: "about"}, `Outcomes, ${mostRows} at most:`),
    make("div", {id: "rows"}, ...groups), area));
  const refresh = () => {
    for (const {input, part, least, most} of boxes) {
      const count = setting[part].length;
      input.checked = setting[part].includes(input.value);
      // The last one stays, and there is room for so many.
      input.disabled = input.checked ? count <= least : count >= most;
    }
    if (area) area.querySelector("select").value = setting.area ?? "";
  };
  watch(refresh);
  refresh();
};
