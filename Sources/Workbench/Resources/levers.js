// SPDX-License-Identifier: GPL-3.0-or-later
// The levers of mine in plain groups, and policies to begin with.

import {control, numberOf} from "./controls.js";
import {byId, choice, make, setText} from "./elements.js";
import {allLevers, change, setting, watch} from "./setting.js";

/// Builds the groups, and keeps them as the setting says.
export const buildLevers = bench => {
  const controls = new Map();
  const counts = new Map();
  const groups = bench.levers.map(({group, levers}, index) => {
    const count = make("span", {class: "moved-count"});
    counts.set(count, levers);
    return make("details", {class: "group", open: index === 0},
      make("summary", {}, make("span", {}, group), " ", count),
      ...levers.map(lever => {
        const one = control({...lever, path: `policy.levers.${lever.name}`, usual: spanOf(lever, bench)}, text => setLever(lever, text));
        controls.set(lever.name, one);
        return one.element;
      }));
  });
  byId("levers").replaceChildren(...groups);
  buildStart(bench);

  const refresh = () => {
    for (const lever of allLevers()) {
      const one = controls.get(lever.name);
      one.show(setting.levers[lever.name] ?? lever.today);
      const isHere = setting.area === null || !lever.isNational;
      one.element.classList.toggle("elsewhere", !isHere);
    }
    for (const [count, levers] of counts) {
      const moved = levers.filter(lever => lever.name in setting.levers).length;
      setText(count, moved === 0 ? "" : `${moved} of ${levers.length} moved`);
    }
  };
  watch(refresh);
  refresh();
  return controls;
};

/// How far a slider of a lever goes: from nothing to what is plausible, or what a policy sets; a large share to all.
const spanOf = (lever, bench) => {
  const set = bench.policies.map(policy => policy.levers[lever.name]).filter(text => text !== undefined)
    .map(text => numberOf(text, lever.suffix));
  const high = Math.max(...[...set, ...lever.usual ?? [lever.most]].filter(Number.isFinite));
  return lever.kind === "share" && high > 30 ? [lever.least, lever.most] : [lever.least, high];
};

/// Sets a lever; one that stands where it stands today is none of the policy's.
const setLever = (lever, text) => {
  const levers = {...setting.levers};
  if (text === lever.today) delete levers[lever.name];
  else levers[lever.name] = text;
  change({levers});
};

/// Which policy to begin with, and the way back to today.
const buildStart = bench => {
  const options = [{value: "", words: "choose …"}, ...bench.policies.map(policy => ({
    value: policy.name, words: policy.name === bench.reference ? `${policy.name}: nothing changes` : policy.name
  }))];
  const select = choice("Begin with", options, "", name => {
    const policy = bench.policies.find(policy => policy.name === name);
    if (policy) change({levers: {...policy.levers}, triggers: [...policy.triggers ?? []]});
  }, {id: "begin"});
  // What was begun with is told by its levers, not by the list.
  watch(() => { select.querySelector("select").value = nameOf(bench); });
  byId("start").replaceChildren(select);
};

/// The policy whose levers and triggers mine has by now; empty if there is none.
const nameOf = bench => {
  const said = (levers, triggers) => JSON.stringify([Object.entries(levers).sort(), triggers]);
  const mine = said(setting.levers, setting.triggers);
  return bench.policies.find(policy => said(policy.levers ?? {}, policy.triggers ?? []) === mine)?.name ?? "";
};
