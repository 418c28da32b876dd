// SPDX-License-Identifier: GPL-3.0-or-later
// Asks the server, and says what it answers. Only the last question counts: an earlier one is dropped.

/// How long the page waits for a slider to rest, and for how long at most; in milliseconds.
const rest = 50, most = 400;
/// After how long it tries again when the server does not answer, or a stream breaks, and at most; in milliseconds.
const again = 250, mostAgain = 2_000;
/// For how long a window that nobody sees goes on; in milliseconds. Browsers allow six streams for all windows.
const unseen = 3_000;

/// What the server offers: levers, outcomes and the rest.
export const fetchBench = async () => {
  const response = await fetch("api/bench");
  if (!response.ok) throw new Error(`the server says ${response.status}`);
  return response.json();
};

/// Asks for pictures of a setting; of a trade-off of the outcomes that are its axes.
export const fetchFigures = (id, name, axes, signal, isWaiting) =>
  fetchMade(`api/settings/${id}/figures/${name}${axes ? `?${new URLSearchParams(axes)}` : ""}`, signal, isWaiting);

/// Asks at which values of an unknown the sign of a difference turns.
export const fetchTurns = (id, unknown, signal, isWaiting) =>
  fetchMade(`api/settings/${id}/turns?unknown=${encodeURIComponent(unknown)}`, signal, isWaiting);

/// Waits while the server simulates what is asked for, and says how far it is.
const fetchMade = async (path, signal, isWaiting) => {
  for (;;) {
    const response = await fetch(path, {signal});
    // 202: it is being simulated. 503: other pictures come first.
    if (response.status !== 202 && response.status !== 503) {
      if (!response.ok) throw new Error(await words(response));
      return response.json();
    }
    isWaiting((await response.json().catch(() => ({}))).progress ?? "");
    await new Promise(done => setTimeout(done, 1_000));
    signal.throwIfAborted();
  }
};

/// Makes a study of a setting, as a folder.
export const keepStudy = async (id, name, futures) => {
  const response = await fetch(`api/settings/${id}/study`, post({name, futures}));
  if (!response.ok) throw new Error(await words(response));
  return response.json();
};

const post = body => ({
  method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body)
});

/// Why the server refuses, in words.
const words = async response => {
  try {
    const said = await response.json();
    return said.faults?.map(fault => fault.message).join("; ") ?? said.message ?? `${response.status}`;
  } catch {
    return `the server says ${response.status}`;
  }
};

/// Asks again and again, and tells its listeners what comes.
///
/// - settled({id, paragraphs, warnings, yaml, command}, isLast): the server has taken the setting
/// - refused([fault]): it has not
/// - answered(answer, id, isLast): a further answer of the setting
/// - done(id, isLast): there will be no more of them
/// - lost(isLost): whether the server answers at all
///
/// While a slider moves, answers come of where it was a moment ago; `isLast()` says whether nothing has been set since.
export class Asker {
  constructor(question, listeners) {
    this.question = question;
    this.listeners = listeners;
    this.number = 0;
    this.first = null;
    this.isLost = false;
    this.failures = 0;
    this.isDone = false;
    this.isPaused = false;
    document.addEventListener("visibilitychange", () => this.see(!document.hidden));
  }

  /// Stops when nobody sees the window, and goes on when somebody does.
  see(isSeen) {
    clearTimeout(this.pausing);
    if (isSeen && this.isPaused) this.now();
    if (isSeen || this.isDone) return;
    this.pausing = setTimeout(() => {
      this.isPaused = true;
      clearTimeout(this.timer);
      this.stop();
    }, unseen);
  }

  /// Whether the question of a number is what is set by now: nothing has been set since.
  isLast(number) { return number === this.number && this.first === null; }

  /// Asks soon: when nothing has been set for a moment.
  soon() {
    this.first ??= performance.now();
    clearTimeout(this.timer);
    const wait = Math.max(0, Math.min(rest, this.first + most - performance.now()));
    this.timer = setTimeout(() => this.now(), wait);
  }

  /// Asks at once.
  async now() {
    clearTimeout(this.timer);
    this.first = null;
    this.isDone = this.isPaused = false;
    this.stop();
    const number = this.number += 1;
    this.abort = new AbortController();
    try {
      const response = await fetch("api/settings", {...post(this.question()), signal: this.abort.signal});
      const said = await response.json().catch(() => ({}));
      if (number !== this.number) return;
      this.lose(false);
      if (!response.ok) {
        this.listeners.refused(said.faults ?? [{message: `The server says ${response.status}.`}]);
        return;
      }
      this.listeners.settled(said, () => this.isLast(number));
      this.listen(said.id, number);
    } catch (error) {
      if (error.name === "AbortError" || number !== this.number) return;
      this.lose(true);
      this.retry();
    }
  }

  /// Asks again, each time after a longer while.
  retry() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), Math.min(mostAgain, again * 2 ** this.failures));
    this.failures += 1;
  }

  listen(id, number) {
    const stream = this.stream = new EventSource(`api/settings/${id}/answers`);
    const isLast = () => this.isLast(number);
    const ifLast = action => event => { if (number === this.number) action(event); };
    stream.addEventListener("answer", ifLast(event => {
      this.lose(false);
      this.failures = 0;
      this.listeners.answered(JSON.parse(event.data), id, isLast);
    }));
    stream.addEventListener("done", ifLast(() => {
      stream.close();
      this.isDone = true;
      this.listeners.done(id, isLast);
    }));
    stream.addEventListener("fault", ifLast(event => {
      stream.close();
      this.listeners.refused(JSON.parse(event.data).faults ?? [{message: event.data}]);
    }));
    // A stream that breaks is asked for anew, with the setting: a server that was started again, or
    // has had many settings since, does not know it.
    stream.addEventListener("error", ifLast(() => {
      stream.close();
      this.retry();
    }));
  }

  /// Drops the question that is being answered.
  stop() {
    this.number += 1;
    this.abort?.abort();
    this.stream?.close();
  }

  lose(isLost) {
    if (isLost === this.isLost) return;
    this.isLost = isLost;
    this.listeners.lost(isLost);
  }
}
