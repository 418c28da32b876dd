// SPDX-License-Identifier: GPL-3.0-or-later

public import CordonModel
import Foundation
import Glibc

/// Writes the events of a run as a table of their own: whole or not at all.
///
/// The table grows in a hidden file beside the final one, which takes its name when it is whole. A
/// writer that is dropped before it is finished leaves nothing behind.
public final class EventTable {
  /// The columns.
  static let header = [
    "time", "days", "kind", "area", "group", "contact", "case_route", "case_number", "what",
    "counted",
  ]

  private let path: String
  private let hidden: String
  private let areas: [String]
  private var file: BufferedFile

  /// Makes ready to write a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - areas: The names of the scenario's areas.
  ///   - force: Whether a file of that name may be replaced.
  /// - Throws: A fault when the file is there already and may not be replaced, or cannot be written.
  public init(at path: String, areas: [String], force: Bool) throws(StudyFault) {
    guard force || access(path, F_OK) != 0 else {
      throw StudyFault(.refused, path, "this file is there already; --force replaces it")
    }
    let url = URL(fileURLWithPath: path)
    let suffix = String(UInt32.random(in: .min ... .max), radix: 16)
    self.path = path
    self.areas = areas
    hidden = url.deletingLastPathComponent().path + "/.\(url.lastPathComponent)-\(suffix)"
    file = try BufferedFile(creating: hidden)
    var row = TableRow()
    for name in Self.header { row.add(name) }
    row.end()
    try file.write(row.bytes)
  }

  deinit { unlink(hidden) }

  /// Adds an event.
  public func add(_ line: StoryLine) throws(StudyFault) {
    let subject = line.subject
    var row = TableRow()
    row.add(line.dateTime)
    row.add(line.time)
    row.add(line.kind.rawValue)
    row.add(subject.area.map { areas[$0] } ?? "")
    row.add(subject.group.map { "\($0)" } ?? "")
    row.add(subject.contact.map { "\($0)" } ?? "")
    row.add(subject.route?.rawValue ?? "")
    row.add(subject.ownNumber.map { "\($0)" } ?? "")
    row.add(([line.kind.words] + line.details).joined(separator: "; "))
    row.add(line.counts.map { "\($0.words) \(signed($0.amount))" }.joined(separator: "; "))
    row.end()
    try file.write(row.bytes)
  }

  /// Writes what is left and gives the file its name.
  public func finish() throws(StudyFault) {
    try file.finish()
    guard rename(hidden, path) == 0 else { throw .system(path, "cannot be written") }
  }
}

/// The number with its sign, in the shortest digits that read back as the same number.
private func signed(_ amount: Double) -> String {
  let digits = amount.description
  return (amount < 0 ? "" : "+") + (digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
}
