// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// Unit costs.
public struct CostParameters: Hashable, Sendable {
  /// Cost of an officer-hour; in pounds sterling.
  public var officerHour = 45.0
  /// Cost of examining a device; in pounds sterling.
  public var device = 400.0
  /// Cost of a day in a courtroom; in pounds sterling.
  public var courtDay = 2_500.0
  /// Cost of an arrest by undercover officers; in pounds sterling.
  public var undercoverArrest = 7_000.0

  /// The central values of the evidence.
  public init() {}
}

extension CostParameters {
  static let fields: [Field<CostParameters>] = [
    .number(
      "officer-hour", \.officerHour, .pounds, allowed: 0...1_000, "Cost of an officer-hour.",
      Evidence(.d, "assumption", plausible: 30...70)
    ).copied,
    .number(
      "device", \.device, .pounds, allowed: 0...100_000, "Cost of examining a device.",
      Evidence(.d, "assumption", plausible: 100...1_500)),
    .number(
      "court-day", \.courtDay, .pounds, allowed: 0...100_000, "Cost of a day in a courtroom.",
      Evidence(.d, "assumption", plausible: 1_500...4_000)),
    .number(
      "undercover-arrest", \.undercoverArrest, .pounds, allowed: 1...1_000_000,
      "Cost of an arrest by undercover officers.",
      Evidence(
        .d, "11.7m GBP (2025/26) over 1,665 arrests (2022-23); years mismatched",
        plausible: 5_000...12_000)
    ).copied,
  ]
}
