// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

extension Sweep {
  /// Checks the first state, and whether each factor makes a difference.
  public func checks() -> [Check] { first.checks() + idleFactors() }

  /// A warning for each factor that changes nothing between its lowest and its highest value, all else
  /// as in the first state, under any policy in the first replications.
  private func idleFactors() -> [Check] {
    let numbers = replications.prefix(Plan.idleReplications)
    return zip(factors, ends).compactMap { factor, ends in
      guard let ends, ends.low != ends.high,
        let low = first.runs.plan(with: ends.low, at: factor.path),
        let high = first.runs.plan(with: ends.high, at: factor.path)
      else { return nil }
      let isIdle = numbers.allSatisfy { number in
        zip(low.replicate(number, keeping: .all).runs, high.replicate(number, keeping: .all).runs)
          .allSatisfy { $0.failure == nil && $0.isAlike(to: $1) }
      }
      guard isIdle else { return nil }
      let words = [ends.low, ends.high].map { factor.kind.text(of: $0) }
      return Check(
        .warning,
        "\(factor.path) varies, but between \(words[0]) and \(words[1]) nothing differs in "
          + "\(counted(numbers.count, "replication")) of the first state"
      )
    }
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
