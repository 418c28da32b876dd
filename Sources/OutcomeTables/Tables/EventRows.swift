// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
public import Experiments

/// The events of a run as rows of a table.
///
/// The thread that simulates the run makes them; they are written when their turn comes.
public struct EventRows: Sendable {
  /// The columns of an event, without those of the run; none if the model has no story.
  static func columns(_ story: StoryVocabulary?) -> [Column] {
    guard let story else { return [] }
    let identifiers = story.identifiers.map { identifier in
      identifier.words.isEmpty
        ? Column.whole(identifier.name, identifier.summary)
        : .text(identifier.name, identifier.summary, words: identifier.words)
    }
    return [
      .whole("event", "The number of the event in the story of the run."),
      Column(
        name: "time", kind: .datetime, unit: nil,
        summary: "When it happens: date and time of day, to the second."),
      .number(
        "days", "When it happens, from the first midnight of history.", unit: Unit.days.name),
      .text("kind", "What kind of event it is.", words: story.kinds.map(\.name)),
      .area,
    ] + identifiers + [
      .text("what", "What happens, in words."),
      .text("counted", "What was counted at that instant, whichever event counted it."),
    ]
  }

  private let head: [UInt8]
  private let areas: [String]
  private let identifiers: [StoryVocabulary.Identifier]
  private var rows = TableRow()
  private var count = 0

  /// Begins the rows of a file about a single run.
  init(of plan: Plan) {
    head = []
    areas = plan.areas
    identifiers = plan.story?.identifiers ?? []
  }

  /// Begins the rows of a run of a study, by the index of its policy.
  public init(of sweep: Sweep, _ future: Sweep.Future, policy: Int) {
    var head = TableRow()
    head.add(fields: TableRow.fields(ofState: future.state, in: sweep))
    head.add(sweep.policies[policy])
    head.add(future.replication)
    self.head = head.bytes
    areas = sweep.first.areas
    identifiers = sweep.first.story?.identifiers ?? []
  }

  /// Adds an event.
  public mutating func add(_ line: StoryLine) {
    let subject = line.subject
    count += 1
    rows.add(fields: head)
    rows.add(count)
    rows.add(line.dateTime)
    rows.add(line.time)
    rows.add(line.kind.name)
    rows.add(subject.area.map { areas[$0] } ?? "")
    for (index, identifier) in identifiers.enumerated() {
      rows.add(subject.identifiers[index].map(identifier.text) ?? "")
    }
    rows.add(([line.kind.words] + line.details).joined(separator: "; "))
    rows.add(line.counts.map { "\($0.words) \(signed($0.amount))" }.joined(separator: "; "))
    rows.end()
  }

  /// The rows so far.
  var bytes: [UInt8] { rows.bytes }

  /// The rows since they were last taken.
  mutating func take() -> [UInt8] {
    defer { rows = TableRow() }
    return rows.bytes
  }
}

/// The number with its sign, in the fewest digits that give the same number.
private func signed(_ amount: Double) -> String {
  let digits = amount.description
  return (amount < 0 ? "" : "+") + (digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
}
