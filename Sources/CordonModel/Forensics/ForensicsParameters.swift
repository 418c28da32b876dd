// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance
import Declarations

/// The laboratories of digital forensics.
public struct ForensicsParameters: Hashable, Sendable {
  /// Devices per suspect; a law.
  public var devices = Law.gamma(mean: 3, sd: 1.8)
  /// Time that a bench needs for one device; a law, in days.
  public var examination = Law.gamma(mean: 1, sd: 0.5)
  /// Sets of devices that the laboratories receive for other crimes; per day.
  public var otherDevices = 8_450 * Unit.perYear.inCanonicalUnits
  /// Sets of devices that wait when the simulation begins.
  public var backlog = 4_000
  /// Priorities of suspects' device sets; shares that add up to 1.
  public var priorities = [0.1, 0.65, 0.25]
  /// How much longer a set must have waited to go before one of the next better priority; in days.
  public var priorityWorth = 400.0
  /// Wait from which a suspect's devices count as having waited long; in days.
  public var longWait = 182.625

  /// The central values of the evidence.
  public init() {}

  /// Priorities of sets, the first examined first.
  static let priorityNames = ["urgent", "standard", "low"]
}

extension ForensicsParameters {
  static let fields: [Field<ForensicsParameters>] = [
    .law(
      "devices", \.devices, .count("devices"), "Devices per suspect.",
      Evidence(.d, "choice", plausible: 1...8)
    ).copied,
    .law(
      "examination", \.examination, .days, "Time that a bench needs for one device.",
      Evidence(.d, "assumption", plausible: 0.3...3)
    ).copied,
    .number(
      "other-devices", \.otherDevices, .perYear, allowed: 0...10_000,
      "Sets of devices that the laboratories receive for other crimes.",
      Evidence(.d, "set so that the laboratories just keep pace with base demand")
    ).copied,
    .whole(
      "backlog", \.backlog, .count("sets"), allowed: 0...1_000_000,
      "Sets of devices that wait when the simulation begins.",
      Evidence(
        .d, "about 100 days of work; over 25,000 devices were waiting in 2022 (HMICFRS Dec 2022)",
        plausible: 500...8_000)
    ).constant(because: "it is how many there are when the simulation begins"),
    .shares(
      "priorities", \.priorities, of: priorityNames, "Priorities of suspects' device sets.",
      Evidence(.d, "assumption: waits from weeks to 18 months (HMICFRS Dec 2022)")
    ).copied,
    .number(
      "priority-worth", \.priorityWorth, .days, allowed: 0...3_653,
      "How much longer a set must have waited to go before one of the next better priority.",
      Evidence(
        .d, "assumption: waits from weeks to 18 months (HMICFRS Dec 2022)", plausible: 30...730)
    ).constant(because: "the line of a laboratory is kept in the order that this gives"),
    .number(
      "long-wait", \.longWait, .days, allowed: 1...3_653,
      "Wait from which a suspect's devices count as having waited long.",
      Evidence(.d, "half a year: a scale of the outcome forensics-long-waits")),
  ]
}
