// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers and marks move to where they belong, and do not jump; for readers who want no motion they are there at once.

/// How long a move takes, in milliseconds.
const length = 260;
const still = matchMedia("(prefers-reduced-motion: reduce)");

let moves = [];
let frame = null;

const tick = now => {
  frame = null;
  moves = moves.filter(move => {
    const part = Math.min(1, Math.max(0, (now - move.start) / length));
    // Fast at first, slow at the end.
    move.step(part === 1 ? 1 : 1 - (1 - part) ** 3);
    return part < 1;
  });
  if (moves.length > 0) frame = requestAnimationFrame(tick);
};

/// Calls `step` with how far the move is, 0 to 1, until it is 1. A later move of the same owner takes its place.
export const move = (owner, step) => {
  moves = moves.filter(other => other.owner !== owner);
  if (still.matches || document.hidden) {
    step(1);
    return;
  }
  moves.push({owner, step, start: performance.now()});
  frame ??= requestAnimationFrame(tick);
};

/// A number between two others.
export const between = (from, to, part) => from + (to - from) * part;

/// How a number is written when it is written like `pattern`: its sign, its decimals, its figures.
const like = pattern => {
  const decimals = pattern.match(/\.(\d+)/)?.[1].length ?? 0;
  const figures = pattern.replace(/[^0-9]/g, "").replace(/0+$/, "").length;
  const isSigned = pattern.startsWith("+") || pattern.startsWith("-");
  return new Intl.NumberFormat("en-GB", {
    signDisplay: isSigned ? "exceptZero" : "auto",
    ...(decimals > 0 ? {minimumFractionDigits: decimals, maximumFractionDigits: decimals}
      : {maximumSignificantDigits: Math.min(21, Math.max(2, figures))})
  });
};

const values = new WeakMap();

/// Moves the number in an element to a value; at the end it is written as `shown`.
export const moveNumber = (element, value, shown) => {
  const before = values.get(element);
  values.set(element, value);
  if (Number.isFinite(value)) element.dataset.v = value;
  else delete element.dataset.v;
  if (!Number.isFinite(before) || !Number.isFinite(value) || before === value || element.textContent === shown) {
    moves = moves.filter(other => other.owner !== element);
    element.textContent = shown;
    return;
  }
  const format = like(shown);
  move(element, part => {
    element.textContent = part === 1 ? shown : format.format(between(before, value, part));
  });
};
