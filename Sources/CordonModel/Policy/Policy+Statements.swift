// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

extension Policy {
  /// All that the policy says, in an order that does not depend on the file's.
  ///
  /// The levers of the whole country come first, then those of areas, in the order of their names; then the triggers,
  /// whose order matters. Policies that say the same give the same runs.
  public var statements: [StatedValue] {
    let areas = Set(changes.compactMap(\.area)).sorted()
    return statements(in: nil) + areas.flatMap { statements(in: $0) }
      + triggers.enumerated().flatMap { index, trigger in
        let path = "policy.triggers.\(index + 1)"
        return [StatedValue(path: path, words: trigger.words)]
          + trigger.changes.map { change in
            StatedValue(path: "\(path).levers.\(change.lever)", words: change.words)
          }
      }
  }

  /// The statements on each lever in an area; nil stands for the whole country.
  private func statements(in area: String?) -> [StatedValue] {
    let own = changes.filter { $0.area == area }
    let prefix = area.map { "policy.areas.\($0)" } ?? "policy"
    return Levers.fields.compactMap { field in
      let values = own.filter { $0.lever == field.path }.enumerated()
        .sorted { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }
        .map(\.element.words)
      guard !values.isEmpty else { return nil }
      return StatedValue(
        path: "\(prefix).levers.\(field.path)", words: values.joined(separator: ", then "))
    }
  }

  /// A value of a lever with when and how far it holds, for example `95% from 2017-05-01 over 180 days`.
  ///
  /// - Parameters:
  ///   - value: The value as it would be written in a file.
  ///   - from: The day from which it holds; nil if it has none.
  ///   - over: For how many days it grows to the value, as written in a file; nil if it jumps.
  ///   - compliance: How far forces follow, as written in a file; nil if they do in full.
  /// - Returns: What there is of these, in this order.
  public static func words(
    of value: String, from: CalendarDate?, over: String?, compliance: String?
  ) -> String {
    [
      value, from.map { "from \($0)" }, over.map { "over \($0)" },
      compliance.map { "at \($0) compliance" },
    ]
    .compactMap(\.self).joined(separator: " ")
  }
}

extension Policy.Change {
  /// The value with when and how far it holds.
  fileprivate var words: String {
    Policy.words(
      of: Levers.field(lever).kind.text(of: setting), from: from,
      over: over > 0 ? Unit.days.text(of: Double(over)) : nil,
      compliance: compliance < 1 ? Unit.share.text(of: compliance) : nil)
  }
}

extension Trigger.Change {
  /// The value with how far it holds.
  fileprivate var words: String {
    Policy.words(
      of: Levers.field(lever).kind.text(of: setting), from: nil, over: nil,
      compliance: compliance < 1 ? Unit.share.text(of: compliance) : nil)
  }
}
