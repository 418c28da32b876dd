// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the pictures of the page, and chooses what is printed.
"use strict";
(() => {
  figures.saveTables(document);
  if (!window.vega) return;

  const json = id => JSON.parse(document.getElementById(id).textContent);
  const theme = json("theme");
  figures.wireLegends(document);

  const drawAll = async () => {
    const start = performance.now();
    for (const figure of document.querySelectorAll("figure[data-chart]")) {
      try {
        await figures.draw(figure, json(`chart-${figure.dataset.chart}`), theme);
      } catch (error) {
        figure.querySelector(".plot").textContent =
          "This picture could not be drawn; its table below is whole.";
        console.error(figure.id, error);
      }
    }
    document.documentElement.dataset.drawnIn = Math.round(performance.now() - start);
  };
  drawAll();

  // On a telephone what the policies do is folded away.
  const deeds = document.getElementById("deeds");
  if (deeds && matchMedia("(max-width: 40rem)").matches) deeds.open = false;

  // The brief, the report, or everything; unless somebody chooses, the report. Without a first screen all is printed.
  const hasFirstScreen = document.getElementById("first-table") !== null;
  document.getElementById("printing").hidden = !hasFirstScreen;
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => {
      document.documentElement.dataset.printed = button.dataset.print;
      print();
    });
  }

  // Paper cannot be unfolded.
  let unfolded = [];
  addEventListener("beforeprint", () => {
    if (deeds) deeds.open = true;
    if (hasFirstScreen && document.documentElement.dataset.printed !== "all") return;
    unfolded = [...document.querySelectorAll("details.printed:not([open])")];
    for (const details of unfolded) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of unfolded) details.open = false; });
})();
