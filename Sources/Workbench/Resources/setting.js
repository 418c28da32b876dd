// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader has set: the levers and triggers of mine, values of unknowns, columns, rows, guesses, a target and what
// is looked at.
//
// All of it stands in the fragment of the address, which browsers send to no server: the address is the link that
// restores it.

/// What can be set; `prepare` gives it the values of the start.
export const setting = {
  levers: {}, triggers: [], unknowns: {}, policies: [], outcomes: [], area: null, guesses: {}, target: null,
  isCovered: false, view: null, axes: null
};

const watchers = [];
let bench;

/// Calls a function whenever something has been set; it is told whether the answer is another one.
export const watch = watcher => { watchers.push(watcher); };

/// Sets parts of the setting, and tells everybody.
export const change = (parts, {asks = true} = {}) => {
  Object.assign(setting, parts);
  for (const watcher of watchers) watcher(asks);
  remember();
};

/// What the server is asked: the setting without what only the page knows.
export const question = () => ({
  mine: {levers: setting.levers, triggers: setting.triggers},
  unknowns: setting.unknowns, policies: setting.policies, outcomes: setting.outcomes, area: setting.area
});

/// All levers of the bench, without their groups.
export const allLevers = () => bench.levers.flatMap(group => group.levers);

/// Takes what the server offers and begins with the link's setting or else with the server's.
///
/// Returns what a link says that cannot be taken, in words.
export const prepare = offered => {
  bench = offered;
  Object.assign(setting, start());
  return restore();
};

/// The policies that are columns at the start, beside mine: those that are open, and a second one to compare with.
const columns = () => {
  const others = bench.policies.filter(policy => policy.name !== bench.reference);
  const shown = others.filter(policy => policy.isShown).map(policy => policy.name);
  const second = ["cooperate", "clampdown"].find(name => !shown.includes(name) && others.some(policy => policy.name === name));
  return shown.length < 2 && second ? [...shown, second] : shown;
};

/// The setting with which a reader begins.
export const start = () => ({
  levers: {...bench.mine?.levers}, triggers: [...bench.mine?.triggers ?? []], unknowns: {},
  policies: [...columns(), "mine"],
  outcomes: bench.outcomes.filter(outcome => outcome.isFirst).map(outcome => outcome.name),
  area: null, guesses: {}, target: null, isCovered: false, view: null, axes: bench.tradeOff ?? null
});

// --- The link ---------------------------------------------------------------------------------

const encode = value => {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
};

const decode = text => {
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), sign => sign.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
};

/// The fragment that restores the setting.
export const fragment = () => `#${encode(setting)}`;

let waiting;
const remember = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => history.replaceState(null, "", fragment()), 300);
};

const isText = value => typeof value === "string" && value.length <= 200;

/// The entries of an object whose names are known and whose values are texts.
const known = (values, names, faults, what) => {
  const taken = {};
  for (const [name, value] of Object.entries(values ?? {})) {
    if (names.includes(name) && isText(value)) taken[name] = value;
    else faults.push(`${what} ${name}`);
  }
  return taken;
};

const comparisons = [">=", ">", "<=", "<"];
const isCondition = said => comparisons.includes(said?.comparison) && [said.threshold, said.within].every(Number.isFinite);

/// The triggers of a link that have all of their parts.
const knownTriggers = (said, faults) => (Array.isArray(said) ? said : []).flatMap(trigger => {
  const isWhole = isCondition(trigger) && isText(trigger.outcome) && isText(trigger.then) && Number.isFinite(trigger.for)
    && (trigger.until === null || isCondition(trigger.until));
  if (!isWhole) {
    faults.push("a trigger with a blank");
    return [];
  }
  const part = ({outcome, comparison, threshold, within}) => ({outcome, comparison, threshold, within});
  return [{
    ...part(trigger), then: trigger.then, for: trigger.for, until: trigger.until && {...part(trigger.until), outcome: isText(trigger.until.outcome) ? trigger.until.outcome : trigger.outcome},
    scope: trigger.scope === "each" ? "each" : "national", rest: Number.isFinite(trigger.rest) ? trigger.rest : 0
  }];
});

/// Sets what the fragment says. Returns what it says that there is not, in words.
export const restore = () => {
  if (location.hash.length < 2) return [];
  let said;
  try {
    said = decode(location.hash.slice(1)) ?? {};
  } catch {
    return ["the link itself, which cannot be read"];
  }
  const faults = [];
  const outcomes = bench.outcomes.map(outcome => outcome.name);
  const policies = [...bench.policies.map(policy => policy.name), "mine"];
  const listed = (list, names, what) => (Array.isArray(list) ? list : []).filter(name => {
    if (!names.includes(name)) faults.push(`${what} ${name}`);
    return names.includes(name);
  });
  const levers = known(said.levers, allLevers().map(lever => lever.name), faults, "the lever");
  const unknowns = known(said.unknowns, bench.unknowns.map(unknown => unknown.path), faults, "the unknown");
  const guesses = known(said.guesses, outcomes, faults, "the outcome");
  const shownOutcomes = listed(said.outcomes, outcomes, "the outcome");
  const shownPolicies = listed(said.policies, policies, "the policy");
  Object.assign(setting, start(), {
    levers, unknowns, guesses,
    triggers: knownTriggers(said.triggers, faults),
    view: isText(said.view) ? said.view : null,
    area: bench.areas.includes(said.area) ? said.area : null, isCovered: said.isCovered === true,
    target: outcomes.includes(said.target?.outcome) && Number.isFinite(said.target.value)
      ? {outcome: said.target.outcome, value: said.target.value, side: said.target.side === "least" ? "least" : "most"} : null
  });
  const axes = [said.axes?.x, said.axes?.y].filter(name => name !== undefined);
  if (listed(axes, outcomes, "the outcome").length === 2) setting.axes = {x: axes[0], y: axes[1]};
  if (shownOutcomes.length) setting.outcomes = shownOutcomes;
  if (shownPolicies.length) setting.policies = shownPolicies;
  return faults;
};
