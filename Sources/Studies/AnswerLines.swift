// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
public import Experiments
public import Texts

/// The first screen of a study as lines of a terminal: the sentence, the table, and on what it rests.
///
/// Ten outcomes of three policies take no more than 24 lines of 80 columns.
public struct AnswerLines {
  /// A piece of a line, and what it says of a difference.
  public struct Piece: Hashable, Sendable {
    /// How a piece may be coloured; its text says the same without colour.
    public enum Tone: Hashable, Sendable {
      case plain, heading, better, worse
    }

    /// The text.
    public let text: String
    /// Its tone.
    public let tone: Tone
  }

  private let answer: Answer
  private let width: Int

  /// The first screen of an answer.
  public init(_ answer: Answer, width: Int = pageWidth) {
    self.answer = answer
    self.width = width
  }

  /// The lines; each is one piece or more, and none has spaces at its end.
  public var lines: [[Piece]] {
    answer.sentence.wrapped(width: width).map { [Piece(text: $0, tone: .heading)] } + [[]]
      + tables.joined(separator: [[]]) + notes.map { [Piece(text: $0, tone: .plain)] }
  }

  // MARK: The table

  /// What stands in a cell: the mean, the difference with its sign, and the mark of its verdict.
  private struct Cell {
    let mean: String
    let change: String
    let mark: String
    let tone: Piece.Tone

    init(_ cell: Answer.Cell) {
      let difference = cell.difference
      mean = EstimateText(cell.summary).value
      change = difference.count == 0 ? "-" : EstimateText(difference).value
      (mark, tone) =
        switch difference.verdict {
        case .better: ("▲", .better)
        case .worse: ("▼", .worse)
        case .more, .fewer: ("·", .plain)
        case .lessThanMatters, .noDifference: ("~", .plain)
        case .undecided: ("?", .plain)
        case .unknown: ("!", .plain)
        }
    }
  }

  /// Tables of as many policies as fit beside each other.
  ///
  /// Means are left out where they leave no room for all policies.
  private var tables: [[[Piece]]] {
    let cells = answer.rows.map { $0.cells.map(Cell.init) }
    let names = answer.rows.map { $0.label.prefixed(24) }
    let margin = (names.map(\.count).max() ?? 0) + 2
    let base = answer.rows.map { EstimateText($0.reference).value }
    let baseHead = (answer.isFromStatusQuo ? "status quo" : answer.reference).prefixed(14)
    let baseWidth = (base + [baseHead]).map(\.count).max() ?? 0
    func columns(hasMeans: Bool) -> [Column] {
      answer.policies.indices.map { policy in
        Column(answer.policies[policy].prefixed(20), cells.map { $0[policy] }, hasMeans: hasMeans)
      }
    }
    func room(_ columns: some Collection<Column>) -> Int {
      margin + baseWidth + columns.reduce(0) { $0 + 3 + $1.width }
    }
    let whole = columns(hasMeans: true)
    var rest = room(whole) <= width ? whole[...] : columns(hasMeans: false)[...]
    var tables: [[[Piece]]] = []
    while let first = rest.first {
      var shown = [first]
      rest.removeFirst()
      while let next = rest.first, room(shown + [next]) <= width {
        shown.append(next)
        rest.removeFirst()
      }
      let head =
        spaces(margin) + baseHead.aligned(to: baseWidth)
        + shown.map { "   " + $0.name.aligned(to: $0.width) }.joined()
      let rows = names.indices.map { row in
        [
          Piece(
            text: names[row].padded(to: margin) + base[row].aligned(to: baseWidth), tone: .plain)
        ]
          + shown.map { column in
            Piece(text: "   " + column.texts[row], tone: column.tones[row])
          }
      }
      tables.append([[Piece(text: head.withoutTrailingSpaces, tone: .heading)]] + rows)
    }
    return tables
  }

  /// A policy's cells below each other.
  private struct Column {
    let name: String
    let texts: [String]
    let tones: [Piece.Tone]
    let width: Int

    init(_ name: String, _ cells: [Cell], hasMeans: Bool) {
      let mean = hasMeans ? cells.map(\.mean.count).max() ?? 0 : 0
      let change = cells.map(\.change.count).max() ?? 0
      let texts = cells.map { cell in
        (hasMeans ? cell.mean.aligned(to: mean) + "  " : "") + cell.change.aligned(to: change)
          + " " + cell.mark
      }
      let width = max(name.count, texts.map(\.count).max() ?? 0)
      self.name = name
      self.width = width
      self.texts = texts.map { $0.aligned(to: width) }
      tones = cells.map(\.tone)
    }
  }

  /// What the marks mean, as far as they are used, and which rows stand on another past than that of the record.
  private var notes: [String] {
    let verdicts = answer.rows.flatMap(\.cells).map(\.difference.verdict)
    let meanings: [(mark: String, isUsed: Bool)] = [
      ("▲ better", verdicts.contains(.better)), ("▼ worse", verdicts.contains(.worse)),
      ("· neither", verdicts.contains { $0 == .more || $0 == .fewer }),
      ("~ no difference that matters", verdicts.contains(where: \.isAlike)),
      ("? undecided", verdicts.contains { if case .undecided = $0 { true } else { false } }),
      ("! not known", verdicts.contains { if case .unknown = $0 { true } else { false } }),
    ]
    let key = meanings.filter(\.isUsed).map(\.mark).joined(separator: ", ")
    return "A year, unless it says otherwise. \(key).".wrapped(width: width)
      + (answer.recordSentence?.wrapped(width: width) ?? [])
  }
}

extension Answer.Row {
  /// The name as in tables, with the unit where it is not a number a year, and the mark of the record.
  fileprivate var label: String {
    let unit = outcome.unit.hasSuffix(" per year") ? "" : ", \(outcome.unit)"
    return outcome.name + unit + (outside > 0 ? " †" : "")
  }
}

extension String {
  /// The text itself, or its beginning and a mark that something is left out.
  fileprivate func prefixed(_ width: Int) -> String {
    count <= width ? self : prefix(width - 1) + "…"
  }
}
