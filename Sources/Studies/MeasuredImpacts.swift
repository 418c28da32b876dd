// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
import Experiments
import Statistics
import SwiftCSV

/// What unknowns were measured to move: by how much the mean difference between two policies grows as an unknown alone
/// goes from the low end of its plausible range to the high one, with the same futures at both ends.
///
/// The numbers come with the program. They were measured with the sweep ``study``: `make impact` measures them anew.
public struct MeasuredImpacts: Sendable {
  /// What an unknown does to an outcome.
  struct Impact: Hashable, Sendable {
    let outcome: String
    let unit: String
    /// The unknown's values at the low end, at the centre and at the high end, as a file writes them.
    let values: [String]
    let swing: Double
    let interval: Interval
    /// What becomes of the verdict at the ends; nil if the unknown changed nothing in any future.
    let standing: String?
  }

  /// The sweep that measures.
  public static let study = "scenarios/sweeps/what-matters.yaml"
  /// What was measured for this program.
  public static let known = MeasuredImpacts(
    csv: String(decoding: PackageResources.impact_csv, as: UTF8.self))

  /// By path.
  private let impacts: [String: [Impact]]
  /// The policies whose difference it is, the futures of each end, and the digest of the plan; nil if nothing was
  /// measured.
  private let source: (policies: [String], futures: String, plan: String)?

  /// Reads a table such as `make impact` writes; rows that are no numbers are left out.
  public init(csv: String) {
    let rows = (try? NamedCSV(string: csv))?.rows ?? []
    var impacts: [String: [Impact]] = [:]
    for row in rows {
      func number(_ name: String) -> Double { row[name].flatMap(Double.init) ?? .nan }
      guard let unknown = row["unknown"], let outcome = row["outcome"], let unit = row["unit"]
      else { continue }
      impacts[unknown, default: []].append(
        Impact(
          outcome: outcome, unit: unit,
          values: ["value_at_low", "value_at_centre", "value_at_high"].map { row[$0] ?? "" },
          swing: number("swing"),
          interval: Interval(low: number("swing_ci_low"), high: number("swing_ci_high")),
          standing: row["is_idle"] == "yes" ? nil : row["standing"]))
    }
    self.impacts = impacts
    source = rows.first.map { row in
      (
        ["policy_a", "policy_b"].map { row[$0] ?? "" }, row["futures"] ?? "", row["plan"] ?? ""
      )
    }
  }

  /// The paths of what was measured, in alphabetical order.
  public var paths: [String] { impacts.keys.sorted() }

  /// Says what an unknown moves: `convictions +120 per year (+80 to +160); serious-disorder may be 0`.
  ///
  /// Returns nil if it was not measured, or with another plausible range or central value.
  ///
  /// - Parameters:
  ///   - path: The unknown.
  ///   - kind: What may be written for it.
  ///   - centre: Its central value.
  ///   - evidence: What is known of it.
  /// - Returns: The words.
  public func words(
    of path: String, _ kind: FieldKind, centre: Setting, _ evidence: Evidence
  ) -> String? {
    guard let own = impacts[path], let plausible = evidence.plausible else { return nil }
    let values = [.number(plausible.lowerBound), centre, .number(plausible.upperBound)].map {
      kind.text(of: $0)
    }
    guard own.allSatisfy({ $0.values == values }) else { return nil }
    return own.map(\.words).joined(separator: "; ")
  }

  /// How many times what matters an unknown moves the outcome that it moves most; 0 if it was not measured.
  ///
  /// - Parameters:
  ///   - path: The unknown.
  ///   - outcomes: The model's outcomes.
  /// - Returns: The multiple, 0 or more.
  public func strength(of path: String, in outcomes: OutcomeSet) -> Double {
    (impacts[path] ?? []).map { impact in
      let matters = outcomes.named(impact.outcome)?.matters ?? 0
      return matters > 0 && impact.swing.isFinite ? impact.swing.magnitude / matters : 0
    }.max() ?? 0
  }

  /// How it was measured, in a sentence.
  public var note: String {
    guard let source else { return "Impacts were not measured." }
    return
      "The impact is measured: by how much the difference \(source.policies[0]) less \(source.policies[1]) grows "
      + "from the low end of the plausible range to the high one, with everything else as declared and the same "
      + "\(source.futures) futures at both ends (95 % interval; \(Self.study), plan \(source.plan)). Of so many intervals "
      + "one in twenty is wrong."
  }
}

extension MeasuredImpacts.Impact {
  fileprivate var words: String {
    guard let standing else { return "\(outcome) none" }
    guard interval.isKnown else { return "\(outcome) not known" }
    if interval.low <= 0, interval.high >= 0 { return "\(outcome) may be 0" }
    let error = (interval.high - interval.low) / 4
    let readable = Readable(standardError: error, size: swing)
    let numbers =
      "\(readable(swing, signed: true)) \(bareUnit) (\(readable(interval.low, signed: true)) to "
      + "\(readable(interval.high, signed: true)))"
    return "\(outcome) \(numbers)"
      + (standing == "turns" || standing == "vanishes" ? ", the verdict \(standing)" : "")
  }

  /// The unit without the outcome's name, which stands before the number: `per year` of `convictions per year`.
  private var bareUnit: String {
    unit.hasPrefix(outcome + " ") ? String(unit.dropFirst(outcome.count + 1)) : unit
  }
}
