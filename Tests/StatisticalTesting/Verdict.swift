// SPDX-License-Identifier: GPL-3.0-or-later

public import Testing

/// What a statistical test found.
public struct Verdict: Sendable, CustomStringConvertible {
  /// The probability of so large a deviation, or a larger one, if the hypothesis holds.
  public let pValue: Double
  /// The level below which the hypothesis is rejected.
  public let level: Double
  /// What was compared, in words with numbers.
  public let finding: String

  /// Creates a verdict.
  public init(pValue: Double, level: Double, finding: String) {
    self.pValue = pValue
    self.level = level
    self.finding = finding
  }

  /// Whether the hypothesis is rejected; a p-value that is no number rejects too.
  public var isRejected: Bool { !(pValue >= level) }

  /// The finding with its p-value and level.
  public var description: String { "\(finding); p = \(pValue), level \(level)" }

  /// Records an issue of Swift Testing if the hypothesis is rejected.
  public func require(
    _ subject: @autoclosure () -> String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard isRejected else { return }
    let subject = subject()
    Issue.record(
      "\(subject.isEmpty ? "" : subject + ": ")\(description)", sourceLocation: sourceLocation)
  }
}
