// SPDX-License-Identifier: GPL-3.0-or-later

public import Analyses
import Declarations
public import Experiments
import Statistics

/// What moves the differences between policies, for programs.
public struct DriversReport: Encodable, Sendable {
  /// A mean difference with its interval.
  public struct Number: Encodable, Sendable {
    /// The mean; nil if no future has one.
    public let mean: Double?
    /// The lower end of its 95 % interval.
    public let ciLow: Double?
    /// The upper end of its 95 % interval.
    public let ciHigh: Double?

    init(_ measured: Measured) {
      mean = measured.value.ifFinite
      ciLow = measured.interval.low.ifFinite
      ciHigh = measured.interval.high.ifFinite
    }
  }

  /// A value of an unknown at which a difference changes its sign, as a file writes it.
  public struct Turn: Encodable, Sendable {
    /// The value.
    public let value: String
    /// The lower end of its 95 % interval.
    public let low: String
    /// The upper end of its 95 % interval.
    public let high: String
  }

  /// An unknown that is moved alone.
  public struct Unknown: Encodable, Sendable {
    /// Its path.
    public let unknown: String
    /// Its value at the low end, as a file writes it.
    public let low: String
    /// Its value at the centre.
    public let centre: String
    /// Its value at the high end.
    public let high: String
    /// The mean difference at the low end.
    public let differenceAtLow: Number
    /// The mean difference at the high end.
    public let differenceAtHigh: Number
    /// By how much the difference grows from the low end to the high one.
    public let swing: Number
    /// What becomes of the verdict.
    public let standing: String
    /// Whether the unknown changed nothing at all.
    public let isIdle: Bool
    /// Whether the sign changes within the range or beyond it; nil for an unknown that is no number.
    public let turning: String?
    /// Where the sign changes.
    public let turns: [Turn]
  }

  /// An outcome of a pair of policies.
  public struct OutcomeDrivers: Encodable, Sendable {
    /// The policy from which the other one is subtracted.
    public let policyA: String
    /// The policy that is subtracted.
    public let policyB: String
    /// The name of the outcome.
    public let outcome: String
    /// Its unit.
    public let unit: String
    /// Which direction is better.
    public let better: String
    /// The smallest difference that matters.
    public let matters: Double
    /// The mean difference at the centre.
    public let centre: Number
    /// The verdict at the centre.
    public let verdict: Verdict
    /// For how many unknowns the verdict holds, in words.
    public let holds: String
    /// The unknowns, the widest swing first.
    public let unknowns: [Unknown]
  }

  /// By pair of policies, then outcome.
  public let drivers: [OutcomeDrivers]
  /// The folder of the study.
  public let folder: String

  /// A report of what was found.
  public init(_ drivers: SweepDrivers, folder: String) {
    self.folder = folder
    self.drivers = drivers.findings.map { found in
      OutcomeDrivers(
        policyA: found.first, policyB: found.second, outcome: found.outcome.name,
        unit: found.outcome.unit, better: found.better.rawValue, matters: found.matters,
        centre: Number(found.tornado.centre), verdict: found.tornado.verdict,
        holds: found.tornado.words,
        unknowns: found.tornado.drivers.map { driver in
          let unknown = drivers.unknowns[driver.unknown]
          let values = drivers.values(of: unknown)
          let finding = found.switches[driver.unknown]
          return Unknown(
            unknown: values.path, low: values.low, centre: values.centre, high: values.high,
            differenceAtLow: Number(driver.low), differenceAtHigh: Number(driver.high),
            swing: Number(driver.swing), standing: driver.standing.word, isIdle: driver.isIdle,
            turning: finding?.word,
            turns: (finding?.points ?? []).map { point in
              Turn(
                value: drivers.text(point.value, of: unknown),
                low: drivers.text(point.interval.low, of: unknown),
                high: drivers.text(point.interval.high, of: unknown))
            })
        })
    }
  }
}
