// SPDX-License-Identifier: GPL-3.0-or-later
// Vega's modules, one script each, joined as vega/index.js joins them.
"use strict";
const modules = (() => {
  const taken = {};
  let pending;
  window.define = (needs, make) => { pending = [needs, make]; };
  window.define.amd = true;
  return {
    // Runs the module that the script before has defined.
    take(name) {
      const [needs, make] = pending;
      const own = {};
      // One module calls another by a name that is not its file's.
      const known = id => taken[id] || taken[id.replace(/s$/, "")];
      make(...needs.map(id => id === "exports" ? own : known(id)));
      taken[name] = own;
    },
    join() {
      Object.assign(taken["vega-dataflow"].transforms, taken["vega-transforms"],
        taken["vega-view-transforms"], taken["vega-encode"]);
      window.vega = Object.assign({}, ...Object.values(taken));
      delete window.define;
    }
  };
})();
