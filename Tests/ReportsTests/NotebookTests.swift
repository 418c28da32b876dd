// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation
import Testing

@testable import Reports

@Suite("Notebook")
struct NotebookTests {
  @Test("The notebook is of format 4.5, has text and code, and asks for the study's main outcomes")
  func format() throws {
    let study = try SmallStudy.usual.get()
    let text = try NotebookBuilder(Sweep(study.plan)).json()
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let notebook = try #require(json as? [String: Any])
    #expect(notebook["nbformat"] as? Int == 4 && notebook["nbformat_minor"] as? Int == 5)
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    #expect(Set(cells.compactMap { $0["id"] as? String }).count == cells.count)
    let sources = cells.compactMap { $0["source"] as? String }
    #expect(sources.first?.hasPrefix("# open-shut") == true)
    for cell in cells {
      let isCode = cell["cell_type"] as? String == "code"
      #expect(isCode == (cell["outputs"] != nil) && isCode == (cell["execution_count"] != nil))
    }
    for outcome in MainOutcomes(study.plan).monthly {
      #expect(sources.contains { $0.contains("\"\(outcome.name)\"") })
    }
    #expect(!text.contains("MAIN_OUTCOMES") && !text.contains("STUDY"))
  }

  @Test("Names are read as texts, and are no markup where they stand")
  func names() throws {
    let study = try SmallStudy(policies: ["None", "a\u{600}<img src=x> *b* $c$"], replications: 1)
    let text = try NotebookBuilder(Sweep(study.plan)).json()
    #expect(!Array(text.utf8).contains(Array("<img".utf8)))
    #expect(text.contains("\\\\*b\\\\* \\\\$c\\\\$"))
    // Each table is read by its description, in which names are texts.
    #expect(text.contains("keep_default_na=False") && text.matches(of: /pd\.read_csv/).count == 1)
  }
}
