// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance
public import Declarations

/// One run of the model: a value.
///
/// No global state, clock, input or output: any number of runs go on in parallel and none knows the
/// others. A copy is a fork: both go on from the same state with the same luck.
public struct Simulation: Sendable {
  let scenario: Scenario
  let luck: Luck
  var levers: Levers

  /// A run of the scenario under the levers of its history, before its first event.
  public init(_ scenario: Scenario, replication: Int) {
    self.scenario = scenario
    self.luck = Luck(seed: UInt32(scenario.settings.seed), replication: UInt32(replication))
    self.levers = scenario.history
  }

  /// Sets the policy that is followed from now on.
  public mutating func adopt(_ policy: Policy) {
    levers = policy.steps(after: scenario.history).last?.levers ?? scenario.history
  }

  /// Runs up to, and not including, the first moment of the given day.
  public mutating func run(until day: CalendarDate) {}

  /// Runs to the end of the counted years and says what came out.
  public mutating func finish() -> RunOutcomes {
    var months: [CalendarDate] = []
    var day = scenario.settings.start
    while day < scenario.settings.end {
      months.append(day)
      day = day.startOfNextMonth
    }
    var monthly: [Double] = []
    for (number, month) in months.enumerated() {
      for outcome in 0..<Outcome.all.count {
        var stream = luck.stream(
          StreamAddress(kind: 1, number: UInt64(number), purpose: UInt16(outcome)))
        let isPolicy = month >= scenario.settings.policyFrom
        monthly.append(
          (stream.draw(.exponential(mean: isPolicy ? 10 * levers.acceptance : 7))).rounded())
      }
    }
    return RunOutcomes(
      counted: Array(monthly.suffix(Outcome.all.count)), months: months, monthly: monthly,
      events: months.count)
  }
}
