// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

extension Sweep {
  /// Checks the first state, and whether each factor makes a difference.
  ///
  /// - Parameter isLimited: Whether checks are to stay a small part of the study; otherwise everything is tried.
  /// - Returns: What was found.
  public func checks(isLimited: Bool = true) -> [Check] { checks(after: nil, isLimited: isLimited) }

  /// The same, where the first replication of the first state is at hand that was watched.
  func checks(after first: WatchedReplication?, isLimited: Bool = true) -> [Check] {
    if let own = self.first.runs.ownChecks { return own }
    let runs = self.first.runs
    var allowance = isLimited ? checkAllowance : .unlimited
    let first = first ?? runs.replicateWatched(replications.lowerBound)
    return self.first.checks(after: first, &allowance) + idleFactors(&allowance)
  }

  /// A warning for each factor that changes nothing between its lowest and its highest value, all else
  /// as in the first state, under any policy in the first replications.
  private func idleFactors(_ allowance: inout CheckAllowance) -> [Check] {
    let numbers = replications.prefix(Plan.idleReplications)
    var untried: [String] = []
    let idle = zip(factors, ends).compactMap { factor, ends -> Check? in
      guard let ends, ends.low != ends.high,
        let low = first.runs.plan(with: ends.low, at: factor.path),
        let high = first.runs.plan(with: ends.high, at: factor.path)
      else { return nil }
      var tried = 0
      for number in numbers {
        guard let isAlike = low.runs.isAlike(to: high.runs, number, &allowance) else { break }
        guard isAlike else { return nil }
        tried += 1
      }
      guard tried > 0 else {
        untried.append(factor.path)
        return nil
      }
      let words = [ends.low, ends.high].map { factor.kind.text(of: $0) }
      return Check(
        .warning,
        "\(factor.path) varies, but between \(words[0]) and \(words[1]) nothing differs in "
          + "\(counted(tried, "replication")) of the first state"
      )
    }
    return idle + [Check.untried(untried)].compactMap(\.self)
  }

  /// The lowest and the highest value of each factor; of what is no number the first and another one.
  private var ends: [(low: Setting, high: Setting)?] {
    var ends: [(low: Setting, high: Setting)?] = factors.map { _ in nil }
    for state in 0..<states {
      for (index, value) in settings(ofState: state).enumerated() {
        guard let known = ends[index] else {
          ends[index] = (value, value)
          continue
        }
        if case (.number(let low), .number(let number)) = (known.low, value) {
          if number < low { ends[index]?.low = value }
          if case .number(let high) = known.high, number > high { ends[index]?.high = value }
        } else if known.low == known.high {
          ends[index]?.high = value
        }
      }
    }
    return ends
  }
}
