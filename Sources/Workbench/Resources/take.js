// SPDX-License-Identifier: GPL-3.0-or-later
// Everything leaves: as a scenario file, a command, a link, a report, a brief, and a study in a folder.

import {byId, copyButton, make, setText} from "./elements.js";
import {keepStudy} from "./server.js";
import {fragment} from "./setting.js";

let yaml, command, links, result;
/// The name of the setting that the server knows; null while it is being asked, and where it refuses.
let id = null;

/// Builds the ways out.
export const buildTake = bench => {
  yaml = make("pre", {tabindex: 0, id: "yaml", "aria-label": "The scenario file"});
  command = make("pre", {tabindex: 0, id: "command", "aria-label": "The command"});
  links = {
    yaml: make("a", {download: "mine.yaml"}, "Save the file"),
    report: make("a", {target: "_blank", rel: "noopener", id: "report"}, "The whole report"),
    brief: make("a", {target: "_blank", rel: "noopener", id: "brief"}, "A brief of one page, to print")
  };
  result = make("p", {id: "kept", role: "status"});
  const name = make("input", {type: "text", value: "mine", required: true, maxlength: 80, id: "study-name"});
  const futures = make("input", {type: "number", value: 200, min: 2, max: bench.futures?.most ?? 1000, required: true, id: "study-futures"});
  const form = make("form", {
    class: "fill", onsubmit: async event => {
      event.preventDefault();
      if (id === null) {
        setText(result, "Not written: what you have set is still being read, or cannot be simulated.");
        return;
      }
      setText(result, "Being written …");
      try {
        const kept = await keepStudy(id, name.value, Number(futures.value));
        result.replaceChildren(`Written to ${kept.folder}. `,
          ...(kept.command ? ["The same by hand: ", make("code", {}, kept.command)] : []));
      } catch (error) {
        setText(result, `Not written: ${error.message}.`);
      }
    }
  }, make("label", {for: "study-name"}, "Keep it as the study "), name, make("label", {for: "study-futures"}, " with "), futures,
  " futures ", make("button", {class: "plain"}, "Keep it"));
  byId("take-body").replaceChildren(
    make("p", {}, "The file below gives the very same numbers, bit for bit, on any machine that has Cordon."),
    make("div", {class: "ways"},
      make("div", {}, make("h3", {}, "The scenario"), yaml, make("p", {}, links.yaml, " ", copyButton("Copy the file", () => yaml.textContent))),
      make("div", {}, make("h3", {}, "The command"), command, make("p", {}, copyButton("Copy the command", () => command.textContent)),
        make("h3", {}, "A link"), make("p", {}, "The address of this page has all that you have set; it opens the same again in a workbench on this machine. ",
          copyButton("Copy the link", () => location.href.split("#")[0] + fragment()), " ",
          copyButton("Copy what is set, without the address", fragment)),
        make("h3", {}, "Paper"), make("p", {}, links.report, " · ", links.brief),
        make("h3", {}, "A study"), form, result)));
};

/// Says that another setting has been asked for: nothing is kept of the one before.
export const waitForTake = () => { id = null; };

/// Shows the ways out of a setting, which is the last that is set, or on the way to it.
export const showTake = (settled, isLast) => {
  id = isLast ? settled.id : null;
  setText(yaml, settled.yaml ?? "");
  setText(command, settled.command ?? "");
  links.yaml.href = `api/settings/${settled.id}/scenario.yaml`;
  links.report.href = `api/settings/${settled.id}/report.html`;
  links.brief.href = `api/settings/${settled.id}/brief.html`;
};
