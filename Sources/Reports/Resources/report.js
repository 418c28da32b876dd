// SPDX-License-Identifier: GPL-3.0-or-later
// Draws each picture from the table behind it, and makes legends, tooltips and buttons work.
"use strict";
(() => {
  const json = id => JSON.parse(document.getElementById(id).textContent);

  // --- Tables -------------------------------------------------------------------------------

  const exact = cell => cell.dataset.v ?? cell.textContent.trim();

  const value = (cell, kind) => {
    const text = exact(cell);
    if (kind === "text") return text;
    if (text === "") return null;
    return kind === "date" ? Date.parse(text) : Number(text);
  };

  // What differs between states is there in words, too: each by its column, and all of it in a line.
  const rows = table => {
    const columns = [...table.tHead.rows[0].cells].map(cell => cell.dataset);
    const isVaried = columns.map(({varied}) => varied !== undefined);
    return [...table.tBodies[0].rows].map(row => {
      const cells = [...row.cells];
      const datum = Object.fromEntries(
        columns.map(({field, kind}, index) => [field, value(cells[index], kind)]));
      if (isVaried.includes(true)) {
        const words = cells.map((cell, index) => [columns[index].field, cell.textContent.trim()])
          .filter((pair, index) => isVaried[index]);
        datum.words = Object.fromEntries(words);
        datum.told = words.map(pair => pair.join(": ")).join("; ");
      }
      return datum;
    });
  };

  // RFC 4180, each value in full.
  const csv = table => {
    const quoted = text => /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    const head = [...table.tHead.rows[0].cells].map(cell => cell.dataset.field);
    const body = [...table.tBodies[0].rows].map(row => [...row.cells].map(exact));
    return [head, ...body].map(cells => cells.map(quoted).join(",") + "\r\n").join("");
  };

  for (const button of document.querySelectorAll("button.save")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const table = button.closest("details").querySelector("table");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([csv(table)], {type: "text/csv"}));
      link.download = button.dataset.file;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
  }

  if (!window.vega) return;

  // --- Tooltips: a title and lines ----------------------------------------------------------

  const tip = document.createElement("div");
  tip.id = "tooltip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.append(tip);

  const showTip = (handler, event, item, told) => {
    tip.hidden = !told;
    if (!told) return;
    const title = document.createElement("b");
    title.textContent = told.title;
    tip.replaceChildren(title, ...told.lines.map(line => {
      const row = document.createElement("div");
      row.textContent = line;
      return row;
    }));
    const gap = 14;
    const {width, height} = tip.getBoundingClientRect();
    const left = event.clientX + gap + width > innerWidth ? event.clientX - gap - width
      : event.clientX + gap;
    const top = event.clientY + gap + height > innerHeight ? event.clientY - gap - height
      : event.clientY + gap;
    tip.style.left = `${Math.max(4, left)}px`;
    tip.style.top = `${Math.max(4, top)}px`;
  };
  addEventListener("keydown", event => { if (event.key === "Escape") tip.hidden = true; });

  // --- Pictures -----------------------------------------------------------------------------

  const theme = json("theme");
  const shapes =
    ["circle", "square", "triangle-up", "diamond", "triangle-down", "cross", "triangle-left",
      "triangle-right"];
  const dashes = [[1, 0], [7, 3], [2, 2], [8, 2, 2, 2]];
  // With an interpreter of expressions no text becomes a script, and the page need not allow it.
  const expr = vega.expressionInterpreter;

  const draw = async figure => {
    const spec = json(`chart-${figure.dataset.chart}`);
    // A legend is the picture's own, or one of all pictures of its section; a picture without policies has none.
    const legend = figure.querySelector(".legend") ??
      figure.closest("section").querySelector(".legend");
    const keys = [...(legend?.querySelectorAll("button") ?? [])];
    const plot = figure.querySelector(".plot");
    spec.description = plot.getAttribute("aria-label");
    figure.querySelector(".drawing").hidden = false;

    const policies = keys.map(key => key.dataset.policy);
    const told = {
      ...figure.dataset,
      policies,
      shown: policies,
      colours: keys.map(key => `var(--p${key.dataset.colour})`),
      shapes: keys.map(key => shapes[key.dataset.shape - 1]),
      dashes: keys.map(key => dashes[key.dataset.dash])
    };
    for (const signal of spec.signals) if (signal.name in told) signal.value = told[signal.name];
    for (const control of figure.querySelectorAll("[data-signal]")) {
      const signal = spec.signals.find(({name}) => name === control.dataset.signal);
      signal.value = control.type === "checkbox" ? control.checked : control.value;
    }
    spec.width = plot.clientWidth;

    const view = new vega.View(vega.parse(spec, theme, {ast: Boolean(expr)}), {
      expr, renderer: "svg", container: plot, hover: true, tooltip: showTip, logLevel: vega.Warn
    });
    for (const table of figure.querySelectorAll("table[data-name]")) {
      view.data(table.dataset.name, rows(table));
    }
    // Labels of axes lie beside the width of a picture, and how much room they take is known when it is
    // drawn. Vega's own fit goes on until nothing changes, which for some labels is never.
    const fit = async () => {
      await view.runAsync();
      const room = plot.clientWidth - plot.querySelector("svg").width.baseVal.value;
      if (Math.abs(room) >= 1) await view.width(Math.max(100, view.width() + room)).runAsync();
    };
    await fit();
    // The picture's label and the table behind it say the same in words.
    plot.setAttribute("role", "img");
    plot.querySelector("svg").setAttribute("aria-hidden", "true");

    legend?.addEventListener("choice", () => {
      const shown = keys.filter(key => key.getAttribute("aria-pressed") === "true");
      view.signal("shown", shown.map(key => key.dataset.policy));
      fit();
    });
    for (const control of figure.querySelectorAll("[data-signal]")) {
      control.addEventListener("change", () => {
        const chosen = control.type === "checkbox" ? control.checked : control.value;
        view.signal(control.dataset.signal, chosen);
        fit();
      });
    }
    let width = plot.clientWidth;
    new ResizeObserver(() => {
      if (plot.clientWidth === width || matchMedia("print").matches) return;
      width = plot.clientWidth;
      fit();
    }).observe(plot);
    figure.dataset.drawn = "yes";
  };

  for (const key of document.querySelectorAll(".legend button")) {
    key.addEventListener("click", () => {
      key.setAttribute("aria-pressed", key.getAttribute("aria-pressed") !== "true");
      key.parentElement.dispatchEvent(new Event("choice"));
    });
  }

  const drawAll = async () => {
    const start = performance.now();
    for (const figure of document.querySelectorAll("figure[data-chart]")) {
      try {
        await draw(figure);
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
