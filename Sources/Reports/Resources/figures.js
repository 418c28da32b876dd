// SPDX-License-Identifier: GPL-3.0-or-later
// Figures: draws each picture from the tables behind it, and makes legends, tooltips and the saving of tables work.
// The page of a study and the workbench have the same.
"use strict";
const figures = (() => {
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

  // Shows the buttons in an element that save a table, and makes them work.
  const saveTables = root => {
    for (const button of root.querySelectorAll("button.save")) {
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
  };

  // --- Tooltips: a title and lines ----------------------------------------------------------

  const tip = document.createElement("div");
  tip.id = "tooltip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;

  const showTip = (handler, event, item, told) => {
    tip.hidden = !told;
    if (!told) return;
    if (!tip.isConnected) document.body.append(tip);
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

  const shapes =
    ["circle", "square", "triangle-up", "diamond", "triangle-down", "cross", "triangle-left",
      "triangle-right"];
  const dashes = [[1, 0], [7, 3], [2, 2], [8, 2, 2, 2]];
  // With an interpreter of expressions no text becomes a script, and the page need not allow it.
  const expr = window.vega?.expressionInterpreter;

  // Draws a figure by a specification. The picture that it returns shows other rows (`show`), or those that its
  // tables have by now (`read`), and is taken off the page by `end`.
  const draw = async (figure, spec, theme) => {
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
    const read = () => {
      for (const table of figure.querySelectorAll("table[data-name]")) {
        view.data(table.dataset.name, rows(table));
      }
    };
    read();
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
    const observer = new ResizeObserver(() => {
      if (plot.clientWidth === width || matchMedia("print").matches) return;
      width = plot.clientWidth;
      fit();
    });
    observer.observe(plot);
    figure.dataset.drawn = "yes";
    return {
      show: (name, rows) => view.data(name, rows).runAsync(),
      read: () => { read(); return fit(); },
      end: () => { observer.disconnect(); view.finalize(); }
    };
  };

  // Makes the keys of the legends in an element hide and show policies.
  const wireLegends = root => {
    for (const key of root.querySelectorAll(".legend button")) {
      key.addEventListener("click", () => {
        key.setAttribute("aria-pressed", key.getAttribute("aria-pressed") !== "true");
        key.parentElement.dispatchEvent(new Event("choice"));
      });
    }
  };

  return {rows, saveTables, draw, wireLegends};
})();
