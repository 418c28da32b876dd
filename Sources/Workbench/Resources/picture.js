// SPDX-License-Identifier: GPL-3.0-or-later
// A figure as the server says it, drawn as report.html draws it: from the tables behind it, by the same specification.

/* global figures */
import {make, setText} from "./elements.js";
import {between, move} from "./motion.js";

const fetched = new Map();

/// A file of the page as JSON, fetched once; each caller gets a copy of its own.
const file = async name => {
  if (!fetched.has(name)) fetched.set(name, fetch(`page/${name}`).then(response => response.text()));
  return JSON.parse(await fetched.get(name));
};

const exactOf = cell => Array.isArray(cell) ? cell[0] : cell;
const shownOf = cell => {
  const shown = Array.isArray(cell) ? cell[1] ?? cell[0] : cell;
  return shown === null || shown === undefined ? "" : String(shown);
};

const bodyOf = table => table.rows.map(row => {
  const heading = table.columns.findIndex(({kind}) => kind === "number");
  return make("tr", {}, ...row.map((cell, index) => {
    const exact = exactOf(cell) === null ? "" : String(exactOf(cell)), shown = shownOf(cell);
    const isHeading = heading < 0 ? index === 0 : index < heading;
    const value = exact === shown ? null : exact;
    if (isHeading) return make("th", {scope: "row", "data-v": value}, shown);
    return make("td", {class: table.columns[index].kind === "number" ? null : "text", "data-v": value}, shown);
  }));
});

const tableOf = table => {
  const name = `Table: ${table.title}`;
  const words = table.title.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join("-");
  return make("details", {},
    make("summary", {}, `${name} (${table.rows.length} rows)`),
    make("p", {}, make("button", {type: "button", class: "save", "data-file": `${words}.csv`}, "Save as CSV")),
    make("div", {class: "scroll", role: "region", tabindex: 0, "aria-label": name},
      make("table", {"data-name": table.name ?? null},
        make("thead", {}, make("tr", {}, ...table.columns.map(column =>
          make("th", {scope: "col", "data-field": column.name, "data-kind": column.kind}, column.title)))),
        make("tbody", {}, ...bodyOf(table)))));
};

/// The legend of policies, whose keys hide and show them; none without policies.
export const legendOf = keys => keys.length === 0 ? null : make("div",
  {class: "legend", role: "group", "aria-label": "Policies shown: press one to hide or show it", hidden: keys.length === 1},
  ...keys.map(key => make("button", {
    type: "button", "aria-pressed": "true", "data-policy": key.policy, "data-colour": key.colour,
    "data-shape": key.shape, "data-dash": key.dash
  }, make("i", {class: `p${key.colour} d${key.dash}`, "aria-hidden": "true"}, key.glyph), key.policy)));

/// Lists that choose what a picture shows, where one of its signals has the name of a column.
const controlsOf = told => {
  const {columns, rows} = told.tables[0];
  const at = name => columns.findIndex(column => column.name === name);
  const words = {outcome: at("title"), policy: at("policy")};
  const lists = Object.entries(told.signals ?? {}).filter(([name]) => words[name] >= 0 && at(name) >= 0).map(([name, value]) => {
    const options = new Map(rows.map(row => [exactOf(row[at(name)]), shownOf(row[words[name]])]));
    return make("label", {}, `${columns[words[name]].title} `, make("select", {"data-signal": name},
      ...[...options].map(([own, title]) => make("option", {value: own, selected: own === value}, title))));
  });
  if (told.chart === "trade-off") {
    lists.push(make("label", {}, make("input", {type: "checkbox", "data-signal": "join"}), " Join the points of the same future"));
  }
  return lists.length === 0 ? null : make("p", {class: "controls"}, ...lists);
};

/// A figure on the page. It is drawn when it is in the document and `draw` is called.
///
/// Without a legend of its own it has that of the section in which it is.
export class Picture {
  constructor(told, {hasLegend = true} = {}) {
    this.told = told;
    this.form = formOf(told);
    const signals = Object.fromEntries(Object.entries(told.signals ?? {}).map(([name, value]) => [`data-${name}`, value]));
    this.plot = make("div", {class: "plot", role: "img", "aria-label": told.description});
    this.element = make("figure", {id: told.id, "data-chart": told.chart, ...signals},
      make("figcaption", {}, make("h3", {}, told.title), make("p", {}, told.caption)),
      make("div", {class: "drawing"}, hasLegend ? legendOf(told.legend ?? []) : null,
        controlsOf(told), this.plot),
      ...told.tables.map(tableOf));
    figures.saveTables(this.element);
    figures.wireLegends(this.element);
  }

  /// Draws it.
  async draw() {
    if (!window.vega) {
      setText(this.plot, "Pictures need Vega (apt-get install libjs-vega); the table below is whole.");
      return;
    }
    try {
      this.drawn = await figures.draw(this.element, await file(`${this.told.chart}.json`), await file("theme.json"));
      if (this.isEnded) {
        this.drawn.end();
        return;
      }
      // It was drawn from the tables as they were when it began.
      this.rows = this.read();
      for (const [name, rows] of Object.entries(this.rows)) this.drawn.show(name, rows);
    } catch (error) {
      setText(this.plot, "This picture could not be drawn; its table below is whole.");
      console.error(this.told.id, error);
    }
  }

  /// What is drawn, by table: rows with the values of each column.
  ///
  /// A difference whose interval is not known yet is drawn without one: its ends are where it is itself.
  read() {
    const whole = row => this.told.chart === "times" ? {...row, low: row.low ?? row.times, high: row.high ?? row.times} : row;
    return Object.fromEntries([...this.element.querySelectorAll("table[data-name]")]
      .map(table => [table.dataset.name, figures.rows(table).map(whole)]));
  }

  /// Goes over to other numbers of the same figure. False if it has another form, so that it must be built anew.
  show(told) {
    if (formOf(told) !== this.form) return false;
    this.told = told;
    const tables = [...this.element.querySelectorAll("table[data-name]")];
    told.tables.forEach((table, index) => tables[index].tBodies[0].replaceChildren(...bodyOf(table)));
    this.plot.setAttribute("aria-label", told.description);
    // One that is not drawn yet will be, from these tables.
    if (!this.drawn) return true;
    const before = this.rows, after = this.read();
    this.rows = after;
    const numbers = told.tables.map(table => table.columns.filter(({kind}) => kind === "number").map(({name}) => name));
    move(this, part => told.tables.forEach(({name}, index) => {
      const own = after[name].map((row, at) => {
        const moved = {...row}, old = before[name]?.[at];
        if (part < 1 && old) {
          for (const field of numbers[index]) {
            if (Number.isFinite(old[field]) && Number.isFinite(row[field])) {
              moved[field] = between(old[field], row[field], part);
            }
          }
        }
        return moved;
      });
      this.drawn?.show(name, own);
    }));
    return true;
  }

  /// Shows rows of data that have no table.
  mark(name, rows) { this.drawn?.show(name, rows); }

  /// Takes it off the page.
  end() {
    this.isEnded = true;
    move(this, () => {});
    this.drawn?.end();
    this.drawn = null;
    this.element.remove();
  }
}

/// What must be the same for a picture to go over to other numbers: everything but the numbers.
const formOf = told => JSON.stringify([
  told.id, told.chart, told.legend, told.signals, told.title,
  told.tables.map(table => [table.name, table.columns, table.rows.length,
    table.rows.map(row => exactOf(row[0]))])
]);
