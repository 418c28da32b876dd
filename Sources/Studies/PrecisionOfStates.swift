// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Statistics

/// Whether the differences in each state are as precise as the study asks for; it takes one state after the other.
public struct PrecisionOfStates: Sendable {
  private let sweep: Sweep
  private var state = 0
  private var rule: PrecisionRule
  private var isOver = false
  /// Whether each earlier state has enough replications.
  private var areEarlierOver = true
  /// The endings of the earlier states.
  private var earlier: [PrecisionRule.Ending] = []

  /// The rules of a sweep; nil if the number of its replications is fixed.
  init?(_ sweep: Sweep) {
    guard let rule = PrecisionRule(sweep.first) else { return nil }
    self.sweep = sweep
    self.rule = rule
  }

  /// Takes the next replication, and returns whether its state has enough.
  mutating func add(_ replication: Replication, of state: Int) -> Bool {
    if state != self.state {
      earlier += rule.endings
      areEarlierOver = areEarlierOver && rule.isOver && state == self.state + 1
      self.state = state
      rule = PrecisionRule(sweep.first) ?? rule
    }
    rule.add(replication)
    return rule.isOver
  }

  /// Whether no state needs a further replication.
  public var isWhole: Bool { areEarlierOver && rule.isOver && state == sweep.states - 1 }

  /// How far each goal has come, in sentences: the numbers of one state, or for several how many ended how.
  public var sentences: [String] {
    let all = earlier + rule.endings
    return sweep.states == 1 ? all.map(sentence) : tally(all)
  }

  private func sentence(_ ending: PrecisionRule.Ending) -> String {
    let baseline = sweep.policies[sweep.first.baseline]
    let what =
      ending.policy == baseline
      ? ending.goal.outcome : "\(ending.goal.outcome), \(ending.policy) less \(baseline)"
    // Digits enough to tell the two apart.
    let gap = max((ending.halfWidth - ending.width).magnitude, ending.width / 500)
    let readable = Readable(standardError: min(ending.width / 2, gap), size: ending.width)
    let isAlways = ending.goal.interval == .alwaysValid
    let reach =
      ending.halfWidth == .infinity
      ? "not known within any limits"
      : "known to +-\(readable(ending.halfWidth))"
        + (isAlways ? " at every number of replications at once" : "")
    let known = "\(reach), where +-\(readable(ending.width)) is asked for"
    let isPart = ending.failed > 0 && ending.failed < ending.replications
    let count =
      counted(ending.replications, "replication")
      + (isPart ? " (a run failed in \(grouped(ending.failed)) of them)" : "")
    return switch ending.state {
    case .goingOn: "\(what): \(known); more replications are needed than the \(count) so far"
    case .preciseEnough: "\(what): \(known): enough after \(count)"
    case .mostReached: "\(what): \(known): NOT enough after the most that may be: \(count)"
    case .cannotSay(.noCase): "\(what): no precision can be said after \(count): there is no case"
    case .cannotSay(.allFailed):
      "\(what): no precision can be said, because all runs failed in all \(count)"
    case .cannotSay(.nothingVaries):
      "\(what): no precision can be said after \(count): all have the same value"
    }
  }

  private func tally(_ endings: [PrecisionRule.Ending]) -> [String] {
    let enough = endings.count { if case .preciseEnough = $0.state { true } else { false } }
    let most = endings.count { $0.state == .mostReached }
    let unknown = endings.count { if case .cannotSay = $0.state { true } else { false } }
    let intervals = sweep.first.precision.map(\.interval)
    let always = "at every number of replications at once"
    let kind =
      intervals.allSatisfy { $0 == .alwaysValid }
      ? " \(always)" : intervals.contains(.alwaysValid) ? " (of some goals \(always))" : ""
    return [
      "differences are as precise as asked for\(kind) in \(grouped(enough)) of \(grouped(endings.count)) "
        + "cases; the most replications are not enough in \(grouped(most)), and nothing can be said "
        + "in \(grouped(unknown))"
    ]
  }
}
