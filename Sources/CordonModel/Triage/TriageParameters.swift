// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance
import Declarations

/// The desk that reads volunteers' files.
public struct TriageParameters: Hashable, Sendable {
  /// Hour at which the desk opens on weekdays; in o'clock.
  public var opens = 8
  /// Hour at which the desk closes on weekdays; in o'clock.
  public var closes = 18
  /// Time that an officer needs to read and answer a file; a law, in days.
  public var reading = Law.exponential(mean: 3.0 / 24)
  /// Reading time with a published checklist, relative to without; a share, 0 to 1.
  public var checklistReading = 0.7
  /// Share of files returned once for completion; 0 to 1.
  public var returned = 0.15
  /// Share returned with a published checklist, relative to without; 0 to 1.
  public var checklistReturned = 0.5
  /// Time in which a group completes a returned file; a law, in days.
  public var completion = Law.exponential(mean: 10)

  /// The central values of the evidence.
  public init() {}
}

extension TriageParameters {
  static let fields: [Field<TriageParameters>] = [
    .whole(
      "opens", \.opens, .count("o'clock"), allowed: 0...24,
      "Hour at which the desk opens on weekdays.", Evidence(.d, "office hours")
    ).copied,
    .whole(
      "closes", \.closes, .count("o'clock"), allowed: 0...24,
      "Hour at which the desk closes on weekdays.", Evidence(.d, "office hours")
    ).copied,
    .law(
      "reading", \.reading, .hours, "Time that an officer needs to read and answer a file.",
      Evidence(.d, "assumption", plausible: 1.0 / 24...8.0 / 24)),
    .share(
      "checklist-reading", \.checklistReading,
      "Reading time with a published checklist, relative to without.",
      Evidence(.d, "assumption", plausible: 0.4...1)),
    .share(
      "returned", \.returned, "Share of files returned once for completion.",
      Evidence(.d, "assumption", plausible: 0.05...0.4)),
    .share(
      "checklist-returned", \.checklistReturned,
      "Share returned with a published checklist, relative to without.",
      Evidence(.d, "assumption", plausible: 0.2...1)),
    .law(
      "completion", \.completion, .days, "Time in which a group completes a returned file.",
      Evidence(.d, "assumption", plausible: 2...30)),
  ]
}
