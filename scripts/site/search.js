// SPDX-License-Identifier: GPL-3.0-or-later
// Finds pages, headings and symbols by their names; `entries` is the list of all.
const root = document.currentScript.dataset.root;
const field = document.getElementById("search");
const found = document.getElementById("search-found");

function rank(entry, words) {
  const title = entry[0].toLowerCase();
  const all = title + " " + entry[1].toLowerCase();
  if (!words.every((word) => all.includes(word))) return -1;
  return (title.startsWith(words[0]) ? 2 : 0) + (title.includes(words[0]) ? 1 : 0) - title.length / 1000;
}

field.addEventListener("input", () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  found.replaceChildren();
  found.hidden = words.length === 0;
  if (found.hidden) return;
  const best = entries
    .map((entry) => [rank(entry, words), entry])
    .filter(([value]) => value > -1)
    .sort((one, other) => other[0] - one[0])
    .slice(0, 12);
  for (const [, [title, kind, address]] of best) {
    const link = document.createElement("a");
    link.href = root + address;
    link.textContent = title;
    const item = document.createElement("li");
    item.append(link, " ", Object.assign(document.createElement("small"), { textContent: kind }));
    found.append(item);
  }
  if (best.length === 0) found.append(Object.assign(document.createElement("li"), { textContent: "Nothing found" }));
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter") found.querySelector("a")?.click();
  if (event.key === "Escape") {
    field.value = "";
    found.hidden = true;
  }
});
