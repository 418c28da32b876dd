// SPDX-License-Identifier: GPL-3.0-or-later
// Everything leaves: as a scenario file, a command, a link, a report, a brief, and a study in a folder.

import {byId, copyButton, make, setText} from "./elements.js";
import {keepStudy} from "./server.js";
import {fragment} from "./setting.js";

let yaml, command, links, id = null, result;

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

/// Shows the ways out of a setting.
export const showTake = settled => {
  id = settled.id;
  setText(yaml, settled.yaml ?? "");
  setText(command, settled.command ?? "");
  links.yaml.href = `api/settings/${id}/scenario.yaml`;
  links.report.href = `api/settings/${id}/report.html`;
  links.brief.href = `api/settings/${id}/brief.html`;
};
