// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Glibc

/// The table behind a picture: it is drawn, read by screen readers and saved as CSV.
///
/// The picture is drawn from the table in the page, so the two cannot differ.
struct DataTable: Sendable {
  /// What a column holds.
  enum Kind: String, Sendable {
    case text
    case number
    case date
  }

  /// A column of the table.
  struct Column: Sendable {
    /// The name in the CSV file and in the picture's specification.
    let name: String
    /// The name for people.
    let title: String
    /// What it holds.
    let kind: Kind
    /// Whether it varies between the states of a sweep; then pictures need its words, too.
    let isVaried: Bool

    init(_ name: String, _ title: String, _ kind: Kind = .number, isVaried: Bool = false) {
      self.name = name
      self.title = title
      self.kind = kind
      self.isVaried = isVaried
    }
  }

  /// A cell of the table.
  enum Cell: Sendable {
    case text(String)
    /// A number and how people should read it; nil stands for the number itself.
    case number(Double, shown: String? = nil)

    /// The exact value that is drawn and saved; empty if there is none.
    var exact: String {
      switch self {
      case .text(let text): text
      case .number(let number, _): number.isFinite ? DecimalText.text(of: number) : ""
      }
    }

    /// The value as people should read it; nil if that is the exact one.
    var shown: String? {
      switch self {
      case .text: nil
      case .number(_, let shown): shown
      }
    }
  }

  /// The name of the data in the picture's specification; nil for a table that is not drawn.
  var name: String? = "rows"
  /// What the table shows, in a few words; also the name of the file in which it is saved.
  let title: String
  let columns: [Column]
  let rows: [[Cell]]
  /// Whether it is printed, too, because no picture shows what it says.
  var isPrinted = false

  /// The table, folded away, with a button that saves it.
  var html: HTML {
    """
    <details\(HTML(verbatim: isPrinted ? " class=\"printed\"" : ""))><summary>Table: \(title) (\(counted(rows.count, "row")))</summary>
    <p><button type="button" class="save" data-file="\(fileName)" hidden>Save as CSV</button></p>
    <div class="scroll" role="region" tabindex="0" aria-label="Table: \(title)">
    \(table)</div></details>
    """
  }

  /// The table alone.
  ///
  /// It leaves out the end tags that HTML does not require, since there are many cells.
  var table: HTML {
    let head = columns.map { column -> HTML in
      let varied: HTML = column.isVaried ? " data-varied" : ""
      return """
        <th scope=col data-field="\(column.name)" data-kind=\(column.kind.rawValue)\(varied)>\(column.title)
        """
    }
    let heading = columns.prefix { $0.kind != .number }.count
    var body: HTML = ""
    for row in rows {
      body += "<tr>"
      for (index, (cell, column)) in zip(row, columns).enumerated() {
        let start: HTML =
          index < heading ? "<th scope=row" : column.kind == .number ? "<td" : "<td class=text"
        let exact = cell.exact
        let shown = cell.shown ?? exact
        body += start
        if exact != shown { body += " data-v=\"\(exact)\"" }
        body += ">\(shown)"
      }
      body += "\n"
    }
    let drawn: HTML = name.map { " data-name=\"\($0)\"" } ?? ""
    return "<table\(drawn)><thead><tr>\(head)</thead><tbody>\n\(body)</tbody></table>"
  }

  /// The name of the CSV file: the title's words.
  var fileName: String {
    title.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
      .joined(separator: "-") + ".csv"
  }
}

extension Double {
  /// The number to six significant digits: enough for any picture.
  var rounded6: Double {
    guard isFinite, self != 0 else { return self }
    let decimals = 5 - Int(log10(magnitude).rounded(.down))
    let scale = pow(10, Double(abs(decimals)))
    return decimals >= 0 ? (self * scale).rounded() / scale : (self / scale).rounded() * scale
  }
}
