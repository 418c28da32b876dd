// SPDX-License-Identifier: GPL-3.0-or-later

import StatisticalTesting
import Statistics
import Testing

@Suite("Number of replications")
struct ReplicationRuleTests {
  private func rule(
    _ goal: ReplicationRule.Goal, most: Int = 1_000, lookAhead: Int = 5, _ values: [Double]
  ) -> ReplicationRule {
    var rule = ReplicationRule(goals: [goal], most: most, lookAhead: lookAhead)
    for value in values { rule.add([value]) }
    return rule
  }

  /// 1 and -1 in turn: of an even number n the variance is n / (n - 1).
  private func alternating(_ count: Int) -> [Double] {
    (0..<count).map { $0.isMultiple(of: 2) ? 1 : -1 }
  }

  @Test("By hand: 1, 2, 3 has the half-width 2.484, which a goal of 2.5 allows at once")
  func byHand() {
    // t of 2 degrees of freedom at 0.975 is 4.302653; s = 1, so the half-width is 4.302653 / sqrt 3.
    let reached = rule(.absolute(2.5), lookAhead: 0, [1, 2, 3])
    #expect(agree(reached.halfWidth(of: 0), 4.302_652_729_9 / 3.0.squareRoot(), within: 1e-9))
    #expect(reached.state == .preciseEnough(at: 3))
    #expect(rule(.absolute(2.48), lookAhead: 0, [1, 2, 3]).state == .goingOn)
  }

  @Test("A relative goal is a share of the mean's size, whatever its sign", arguments: [1.0, -1])
  func relative(sign: Double) {
    // The half-width is 2.484 and the mean 2, or 12: 124 per cent, or 20.7.
    let near = [1, 2, 3].map { $0 * sign }
    let far = [11, 12, 13].map { $0 * sign }
    #expect(rule(.relative(1.25), lookAhead: 0, near).state == .preciseEnough(at: 3))
    #expect(rule(.relative(1.24), lookAhead: 0, near).state == .goingOn)
    #expect(rule(.relative(0.21), lookAhead: 0, far).state == .preciseEnough(at: 3))
    #expect(rule(.relative(0.2), lookAhead: 0, far).state == .goingOn)
  }

  @Test("It ends at the first number whose half-width is within the goal")
  func first() {
    // Of 1, -1, 1, ... the half-width is t(n - 1) / sqrt(n - 1) for even n, so 2.109816 / sqrt 17 for 18,
    // and t(n - 1) sqrt(n + 1) / n for odd n: 0.529 for 17, 0.494 for 19.
    let goal = 2.109_815_577_8 / 17.0.squareRoot() + 1e-9
    let values = alternating(40)
    let numbers = (3...40).filter { count in
      Interval.student(Moments(values.prefix(count))).halfWidth <= goal
    }
    #expect(numbers.first == 18)
    #expect(numbers == Array(18...40))
    #expect(rule(.absolute(goal), lookAhead: 0, values).state == .preciseEnough(at: 18))
  }

  @Test("Looking ahead takes five more replications, and the number stays the first")
  func lookAhead() {
    let goal = 2.109_815_577_8 / 17.0.squareRoot() + 1e-9
    #expect(rule(.absolute(goal), alternating(22)).state == .goingOn)
    let reached = rule(.absolute(goal), alternating(40))
    #expect(reached.state == .preciseEnough(at: 18))
    #expect(reached.count == 23)
  }

  @Test("Looking ahead takes back a stop that chance made")
  func falseStop() {
    // Three numbers that happen to be alike, and then the truth.
    let values = [5, 5.01, 5.02] + alternating(200).map { 5 + 3 * $0 }
    #expect(rule(.absolute(1), lookAhead: 0, values).state == .preciseEnough(at: 3))
    let patient = rule(.absolute(1), values)
    guard case .preciseEnough(let number) = patient.state else {
      Issue.record("\(patient.state)")
      return
    }
    #expect(number > 30)
    let widths = (3...number).map {
      Interval.student(Moments(values.prefix($0))).halfWidth <= 1
    }
    // Not within the goal just before, within it from there on.
    #expect(widths.suffix(2) == [false, true])
  }

  @Test("Beyond a hundred replications it looks ahead by as many per cent")
  func longLookAhead() {
    var rule = ReplicationRule(goals: [.absolute(0.1)], most: 10_000)
    for value in alternating(10_000) { rule.add([value]) }
    guard case .preciseEnough(let number) = rule.state else {
      Issue.record("\(rule.state)")
      return
    }
    #expect((380...400).contains(number))
    #expect(rule.count == number + 5 * number / 100)
  }

  @Test("The most replications without the goal is told, and so is the goal in the last look-ahead")
  func most() {
    #expect(rule(.absolute(0.1), most: 30, alternating(40)).state == .mostReached)
    #expect(rule(.absolute(0.1), most: 30, alternating(40)).count == 30)
    let goal = 2.109_815_577_8 / 17.0.squareRoot() + 1e-9
    #expect(rule(.absolute(goal), most: 22, alternating(40)).state == .mostReached)
    #expect(rule(.absolute(goal), most: 23, alternating(40)).state == .preciseEnough(at: 18))
  }

  @Test("What never varies and what has no case cannot be said")
  func cannotSay() {
    let equal = Array(repeating: 4.0, count: 50)
    #expect(rule(.absolute(1), most: 20, equal).state == .cannotSay(.nothingVaries))
    #expect(rule(.absolute(1), most: 20, equal.map { _ in .nan }).state == .cannotSay(.noCase))
    #expect(rule(.absolute(1), most: 60, equal).state == .goingOn)
  }

  @Test("What fails every time is given up when the fewest replications are there")
  func failing() {
    var alone = ReplicationRule(goals: [.absolute(1), .any], least: 5, most: 20)
    for _ in 1...20 { alone.add([.nan, 1], failed: [0]) }
    #expect(alone.state == .cannotSay(.allFailed) && alone.count == 5)
    #expect(alone.state(of: 0) == .cannotSay(.allFailed) && alone.failures(of: 0) == 5)
    // Another one goes on without it.
    var two = ReplicationRule(goals: [.absolute(0.6), .absolute(0.6), .any], least: 5, most: 60)
    for value in alternating(60) { two.add([.nan, value, value], failed: [0]) }
    #expect(two.state == rule(.absolute(0.6), alternating(60)).state)
    #expect(two.state(of: 0) == .cannotSay(.allFailed) && two.state(of: 1) == two.state)
    // A run that does not fail keeps it going to the end.
    var some = ReplicationRule(goals: [.absolute(0.1)], least: 5, most: 20)
    for number in 1...20 { some.add([number == 2 ? 1 : .nan], failed: number == 2 ? [] : [0]) }
    #expect(some.state == .cannotSay(.nothingVaries) && some.count == 20)
  }

  @Test("Several goals end together where all are met, and apart where they are not")
  func several() {
    var rule = ReplicationRule(goals: [.absolute(0.6), .absolute(1.2), .relative(0.5)], most: 60)
    for value in alternating(60) { rule.add([value, 2 * value, 10 + value]) }
    // The second is as hard as the first, the third is met at once.
    let alone = self.rule(.absolute(0.6), alternating(60))
    #expect(rule.state == alone.state)
    #expect(rule.state(of: 2) == alone.state)
    var split = ReplicationRule(goals: [.absolute(0.6), .absolute(0.1), .absolute(1)], most: 60)
    for value in alternating(60) { split.add([value, value, .nan]) }
    #expect(split.state == .mostReached)
    #expect((0...2).map(split.state) == [alone.state, .mostReached, .cannotSay(.noCase)])
  }

  @Test("Replications without a case count for the end, not for the interval")
  func missing() {
    let values = [1, .nan, 2, .nan, .nan, 3]
    #expect(rule(.absolute(2.5), lookAhead: 0, values).state == .preciseEnough(at: 6))
    #expect(rule(.absolute(2.5), lookAhead: 0, values).estimate(of: 0).count == 3)
  }

  @Test("By a sequence it ends at the first number that is narrow enough, and looks no further")
  func bySequence() {
    let sequence = ConfidenceSequence(tightestAt: 30)
    func ended(_ goal: Double, least: Int = 1, most: Int = 200) -> ReplicationRule {
      var rule = ReplicationRule(
        goals: [.absolute(goal), .any], least: least, most: most, by: sequence)
      for value in alternating(200) { rule.add([value, value]) }
      return rule
    }
    let widths = (0...200).map {
      sequence.interval(of: Moments(alternating($0))).halfWidth
    }
    let first = widths.firstIndex { $0 <= 0.5 }
    #expect(ended(0.5).state == .preciseEnough(at: first!) && ended(0.5).count == first)
    #expect(agree(ended(0.5).halfWidth(of: 0), widths[first!]))
    #expect(ended(0.5, least: first! + 9).count == first! + 9)
    #expect(ended(0.01).state == .mostReached)
    #expect(agree(ended(0.01).halfWidth(of: 0), widths[200]))
    // Of three numbers nothing is known, however near each other they are.
    #expect(ended(1e9, most: 3).state == .mostReached)
    #expect(ended(1e9, most: 3).halfWidth(of: 0) == .infinity)
    #expect(ended(1).count > rule(.absolute(1), lookAhead: 0, alternating(200)).count)
  }

  @Test("After the end nothing changes")
  func after() {
    var rule = rule(.absolute(2.5), lookAhead: 0, [1, 2, 3])
    rule.add([1e9])
    #expect(rule.count == 3)
    #expect(rule.state == .preciseEnough(at: 3))
  }
}
