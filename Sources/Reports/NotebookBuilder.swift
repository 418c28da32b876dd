// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Digests
public import Experiments
import Foundation
import Texts

/// Writes a notebook that loads a study's tables with pandas and redraws its main pictures.
///
/// Its text is the resource `notebook.py`, a Python file with cells as editors know them: each comes after a line
/// `# %%` or `# %% [markdown]`.
public struct NotebookBuilder: Sendable {
  /// A cell of nbformat 4.5.
  private struct Cell: Encodable {
    let id: String
    let isText: Bool
    let source: String

    private enum Key: String, CodingKey {
      case cellType = "cell_type"
      case executionCount = "execution_count"
      case id, metadata, outputs, source
    }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: Key.self)
      try values.encode(isText ? "markdown" : "code", forKey: .cellType)
      try values.encode(id, forKey: .id)
      try values.encode([String: String](), forKey: .metadata)
      try values.encode(source, forKey: .source)
      guard !isText else { return }
      try values.encodeNil(forKey: .executionCount)
      try values.encode([String](), forKey: .outputs)
    }
  }

  private struct Notebook: Encodable {
    let cells: [Cell]
    let metadata = [
      "cordon": ["seal": Seal.blank],
      "kernelspec": ["display_name": "Python 3", "language": "python", "name": "python3"],
    ]
    let nbformat = 4
    let nbformatMinor = 5
  }

  private let sweep: Sweep

  /// A notebook of a study.
  public init(_ sweep: Sweep) { self.sweep = sweep }

  /// The notebook, sealed, as JSON with its keys in order.
  ///
  /// - Throws: What the encoder throws.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let names = try encoder.encode(MainOutcomes(sweep.first).monthly.map(\.name))
    let text = Resources.text(PackageResources.notebook_py)
      .replacing("MAIN_OUTCOMES", with: String(decoding: names, as: UTF8.self))
      .replacing("STUDY", with: sweep.title.escaped(for: .markdown))
    let notebook = try encoder.encode(Notebook(cells: Self.cells(of: text)))
    return Seal.sealed(String(decoding: notebook, as: UTF8.self) + "\n")
  }

  private static func cells(of text: String) -> [Cell] {
    var cells: [(isText: Bool, lines: [Substring])] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# %%") {
        cells.append((line.hasSuffix("[markdown]"), []))
      } else if !cells.isEmpty {
        let isText = cells[cells.count - 1].isText
        cells[cells.count - 1].lines.append(isText ? line.dropFirst(2) : line)
      }
    }
    return cells.enumerated().map { number, cell in
      Cell(
        id: "cell-\(number + 1)", isText: cell.isText,
        source: cell.lines.joined(separator: "\n").trimmingCharacters(in: .newlines))
    }
  }
}
