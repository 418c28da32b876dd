// SPDX-License-Identifier: GPL-3.0-or-later

public import Experiments

/// A picture of a report for another page, which draws it from the same specification and the same table.
public struct DrawnFigure: Encodable, Sendable {
  /// A policy in its legend.
  struct Key: Encodable {
    let policy: String
    let colour, shape, dash: Int
    let glyph: String
  }

  /// A table behind it.
  struct Table: Encodable {
    struct Column: Encodable {
      let name, title, kind: String
    }

    let name: String?
    let title: String
    let columns: [Column]
    let rows: [[Cell]]
  }

  /// A value, alone or with the words in which people read it.
  struct Cell: Encodable {
    let cell: DataTable.Cell

    func encode(to encoder: any Encoder) throws {
      switch cell {
      case .text(let text):
        var value = encoder.singleValueContainer()
        try value.encode(text)
      case .number(let number, nil):
        var value = encoder.singleValueContainer()
        if number.isFinite { try value.encode(number) } else { try value.encodeNil() }
      case .number(let number, let shown?):
        var pair = encoder.unkeyedContainer()
        if number.isFinite { try pair.encode(number) } else { try pair.encodeNil() }
        try pair.encode(shown)
      }
    }
  }

  let id, chart, title, caption, description: String
  let signals: [String: String]
  let legend: [Key]
  let tables: [Table]
  let evidence: String

  init(_ figure: Figure) {
    id = figure.id
    chart = figure.chart.name
    title = figure.title
    caption = figure.caption.plainText
    description = figure.description
    signals = Dictionary(figure.signals.map { ($0.name, $0.value) }) { _, last in last }
    legend = figure.legend.map {
      Key(
        policy: $0.policy, colour: $0.mark.colour, shape: $0.mark.shape, dash: $0.mark.dash,
        glyph: $0.mark.glyph)
    }
    tables = figure.tables.map { table in
      Table(
        name: table.name, title: table.title,
        columns: table.columns.map {
          Table.Column(name: $0.name, title: $0.title, kind: $0.kind.rawValue)
        }, rows: table.rows.map { $0.map(Cell.init) })
    }
    evidence = figure.evidence.plainText
  }
}

/// Which pictures of a report another page asks for.
public enum FigureGroup: String, CaseIterable, Sendable {
  case tradeOff = "trade-off"
  case months, forces, waterfall
}

extension ReportBuilder {
  /// The pictures of a group, as the report has them.
  ///
  /// - Parameters:
  ///   - group: Which.
  ///   - comparison: What the study has found so far.
  ///   - context: The inputs, on which evidence rests.
  /// - Returns: The pictures; none where the study has nothing for them.
  public func figures(
    _ group: FigureGroup, _ comparison: Comparison, context: ReportContext
  ) -> [DrawnFigure] {
    let page = Page(builder: self, comparison: comparison, context: context, charts: nil)
    let figures =
      switch group {
      case .tradeOff: page.tradeOffFigure.map { [$0] } ?? []
      case .months: page.fanFigures
      case .forces: page.areaFigures
      case .waterfall: page.wayFigures
      }
    return figures.map(DrawnFigure.init)
  }

  /// The picture of an answer: all differences in multiples of what matters; nil if none has an interval.
  public func figure(
    of answer: Answer, _ comparison: Comparison, context: ReportContext
  ) -> DrawnFigure? {
    Page(builder: self, comparison: comparison, context: context, charts: nil).picture(answer)
      .map(DrawnFigure.init)
  }
}

/// The files with which another page draws these pictures, by the name under which it asks for them.
public enum FigureFiles {
  /// A style sheet, a script or a specification; nil if there is no file of the name.
  ///
  /// `vega.js` is Vega as the system has it, empty where it is not installed.
  public static func bytes(named name: String) -> [UInt8]? {
    switch name {
    case "report.css": PackageResources.report_css
    case "figures.js": PackageResources.figures_js
    case "theme.json": PackageResources.theme_json
    case "vega.js":
      Array((ChartLibrary.installed()?.scripts ?? []).joined(separator: "\n").utf8)
    default: charts.first { "\($0.name).json" == name }?.specification
    }
  }

  /// Whether Vega makes scripts of texts, which a page must then allow.
  public static var needsEvaluation: Bool {
    ChartLibrary.installed().map { !$0.isInterpreted } ?? false
  }

  private static let charts: [Figure.Chart] = [.times, .tradeOff, .fan, .areas, .tiles, .waterfall]
}

extension HTML {
  /// The text that people read, without the marks of our own markup.
  fileprivate var plainText: String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    return entities.reduce(text.replacing(/<[^>]*>/, with: "")) { $0.replacing($1.0, with: $1.1) }
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
