// SPDX-License-Identifier: GPL-3.0-or-later

public import CordonModel
import Declarations
public import Experiments

/// The events of a run as rows of a table.
///
/// They are made by the thread that simulates the run, and written when their turn comes.
public struct EventRows: Sendable {
  /// What a row says of an event, beside the run in which it happens.
  static let columns: [Column] = [
    .whole("event", "The number of the event among those that are told of the run."),
    Column(
      name: "time", kind: .datetime, unit: nil,
      summary: "When it happens: date and time of day, to the second."),
    .number("days", "When it happens, from the first midnight of history.", unit: Unit.days.name),
    .text("kind", "What kind of event it is.", words: EventKind.allCases.map(\.rawValue)),
    .area,
    .whole("group", "The number of the group's founding candidate, the same under every policy."),
    .whole("contact", "The number of the contact among those of its group."),
    .text(
      "case_route", "How the case came about.",
      words: StorySubject.Route.allCases.map(\.rawValue)),
    .whole("case_number", "The number of a case of the police's own, by route."),
    .text("what", "What happens, in words."),
    .text("counted", "What was counted at that instant, of whatever followed at once."),
  ]

  private let head: [UInt8]
  private let areas: [String]
  private var rows = TableRow()
  private var count = 0

  /// The rows of a file of its own, which is about one run.
  init(areas: [String]) {
    head = []
    self.areas = areas
  }

  /// The rows of a run of a study, by the position of its policy.
  public init(of sweep: Sweep, _ future: Sweep.Future, policy: Int) {
    var head = TableRow()
    head.add(fields: TableRow.fields(ofState: future.state, in: sweep))
    head.add(sweep.policies[policy])
    head.add(future.replication)
    self.head = head.bytes
    areas = sweep.first.areas
  }

  /// Adds an event.
  public mutating func add(_ line: StoryLine) {
    let subject = line.subject
    count += 1
    rows.add(fields: head)
    rows.add(count)
    rows.add(line.dateTime)
    rows.add(line.time)
    rows.add(line.kind.rawValue)
    rows.add(subject.area.map { areas[$0] } ?? "")
    rows.add(subject.group.map { "\($0)" } ?? "")
    rows.add(subject.contact.map { "\($0)" } ?? "")
    rows.add(subject.route?.rawValue ?? "")
    rows.add(subject.ownNumber.map { "\($0)" } ?? "")
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

/// The number with its sign, in the shortest digits that read back as the same number.
private func signed(_ amount: Double) -> String {
  let digits = amount.description
  return (amount < 0 ? "" : "+") + (digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
}
