// SPDX-License-Identifier: GPL-3.0-or-later
// The workbench: what is set on one side, what follows from it on the other.

import {announce, buildAnswer, showAnswer, showDeeds, showGoals, waitForAnswer} from "./answer.js";
import {buildChoices} from "./choices.js";
import {byId, make, setText} from "./elements.js";
import {buildGuesses} from "./guesses.js";
import {buildLevers} from "./levers.js";
import {Asker, fetchBench} from "./server.js";
import {change, prepare, question, restore, setting, watch} from "./setting.js";
import {buildTake, showTake, waitForTake} from "./take.js";
import {buildTriggers} from "./triggers.js";
import {buildUnknowns, know} from "./unknowns.js";
import {buildWhy, finish, follow, isOutdated} from "./why.js";

const trouble = byId("trouble");

/// Says what is in the way; no words say that nothing is.
const complain = words => {
  trouble.hidden = !words;
  setText(trouble, words ?? "");
};

/// The question as a reader would ask it.
const ask = bench => {
  const named = setting.policies.filter(name => name !== bench.reference);
  const names = named.length > 1 ? `${named.slice(0, -1).join(", ")} and ${named.at(-1)}` : named[0] ?? "mine";
  const set = Object.entries(setting.unknowns).map(([path, text]) => `${path} at ${text}`);
  const assuming = set.length ? `, with ${set.slice(0, 3).join(", ")}${set.length > 3 ? ` and ${set.length - 3} more` : ""}` : "";
  const where = setting.area ? ` in ${setting.area}` : "";
  setText(byId("question"), `What happens under ${names}${where}, against the status quo${assuming}?`);
  document.title = `${names}${assuming} · Cordon workbench`;
};

/// Puts faults beside what they are about, and the others at the top of the page.
const showFaults = (faults, levers, unknowns, triggers) => {
  for (const one of [...levers.values(), ...unknowns.values()]) one.fault(null);
  for (const index of setting.triggers.keys()) triggers.fault(index, null);
  const others = [];
  for (const fault of faults) {
    const words = [fault.message, fault.allowed && `Allowed: ${fault.allowed}.`, fault.suggestion].filter(Boolean).join(" ");
    const trigger = /^policy\.triggers\.(\d+)/.exec(fault.path ?? "");
    const place = levers.get((fault.path ?? "").replace("policy.levers.", "")) ?? unknowns.get(fault.path);
    if (place) {
      place.fault(words);
      const group = place.element.closest("details.group");
      if (group) group.open = true;
    } else if (trigger) triggers.fault(Number(trigger[1]) - 1, words);
    else others.push(words);
  }
  complain(others.join(" "));
};

/// Ways to a place on the page leave the fragment alone, which has the setting.
document.addEventListener("click", event => {
  const way = event.target.closest?.('a[href^="#"]');
  const place = way && byId(way.hash.slice(1));
  if (!place) return;
  event.preventDefault();
  place.scrollIntoView();
  place.tabIndex = Math.max(place.tabIndex, -1);
  place.focus({preventScroll: true});
});

const begin = async () => {
  let bench;
  try {
    bench = await fetchBench();
  } catch (error) {
    complain(`The workbench does not answer (${error.message}). Is cordon serve still running? Then load this page again.`);
    return;
  }
  const missing = prepare(bench);
  const {from, years} = bench.calendar;
  setText(byId("basis"), [
    bench.title, `${years === 1 ? "one year" : `${years} years`} from ${from} ${years === 1 ? "is" : "are"} counted`,
    "figures are the model’s, not observations", "all of it stays on this machine"
  ].join(" · "));
  byId("remarks").replaceChildren(...(bench.remarks ?? []).map(remark => make("li", {}, remark)));
  byId("remarks").hidden = !bench.remarks?.length;
  buildAnswer(bench);
  const levers = buildLevers(bench), triggers = buildTriggers(bench), unknowns = buildUnknowns(bench);
  buildChoices(bench);
  buildWhy(bench);
  buildTake(bench);
  buildGuesses(bench, showGoals);

  let isFirst = true;
  const asker = new Asker(question, {
    settled(said, isLast) {
      know(isLast() ? said.id : null);
      showFaults([], levers, unknowns, triggers);
      if (missing.length) complain(`The link names what there is not here, so it is left out: ${missing.splice(0).join("; ")}.`);
      showDeeds(said, levers);
      showTake(said, isLast());
      for (const lever of levers.values()) lever.element.classList.remove("needy");
      for (const {path} of said.warnings ?? []) {
        levers.get((path ?? "").replace("policy.levers.", ""))?.element.classList.add("needy");
      }
    },
    refused(faults) {
      showFaults(faults, levers, unknowns, triggers);
      waitForAnswer();
      announce("What is set cannot be simulated; the answer is that of the setting before.");
    },
    async answered(answer, id, isLast) {
      triggers.show(answer.triggeredDays ?? []);
      await showAnswer(answer, id, isLast);
      if (!isLast()) return;
      follow(id, answer.futures);
      if (isFirst) announce(`A first answer after ${answer.futures} futures.`);
      isFirst = false;
    },
    done(id, isLast) {
      if (!isLast()) return;
      byId("answer").dataset.done = id;
      finish();
    },
    lost(isLost) {
      document.documentElement.classList.toggle("lost", isLost);
      complain(isLost ? "The workbench does not answer. What you have set stays here and in the address of this page; it goes on when cordon serve runs again." : null);
    }
  });
  watch(asks => {
    ask(bench);
    if (!asks) return;
    isFirst = true;
    know(null);
    waitForTake();
    waitForAnswer();
    isOutdated();
    asker.soon();
  });
  // A link that is put into the address of this page restores what it says.
  addEventListener("hashchange", () => {
    if (byId(location.hash.slice(1))) return;
    missing.push(...restore());
    change({});
  });
  ask(bench);
  asker.now();
  document.documentElement.dataset.ready = "yes";
};

begin();
