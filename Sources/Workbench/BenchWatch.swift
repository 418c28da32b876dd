// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import CordonModel
import Declarations
import Digests
import Experiments
import Studies
import Synchronization

/// A plan whose futures are simulated and looked at as they come, and who listens.
///
/// Futures are added in the order of the plan, whatever the order in which they are done: what is said after n futures
/// is what a study of n futures says. It keeps what an answer needs; what a report needs beside it is made from the runs
/// when somebody asks for one.
final class BenchWatch: Sendable {
  /// What has been found so far.
  struct Found: Sendable {
    /// How many futures were added.
    var count = 0
    var builder: ComparisonBuilder
    /// The same for the area that is shown; nil for the country.
    var ofArea: ComparisonBuilder?
    /// What was observed, beside what is simulated for the same time.
    var observed: [ObservedYears]
    var waterfall: SweepWaterfall?
    /// The futures of a state that is looked at together with others; none where a state is looked at alone.
    var kept: [Replication] = []
  }

  /// Who listens, and what they have been told; its lock is held for moments only.
  private struct Audience: Sendable {
    var count = 0
    /// The last event that was told; nil before the first.
    var last: String?
    var isDone = false
    var listeners: [Int: AsyncStream<String>.Continuation] = [:]
    var nextListener = 0
    /// Until when somebody who only asks now and then wants more futures.
    var wantedUntil: ContinuousClock.Instant?
  }

  /// After how many futures it is said what has been found; after the last of these all hundred futures.
  static let looks = [1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 160, 200]
  /// After how many futures others come first.
  static let first = 20

  let planned: PlannedStudy
  /// Everything that decides a policy's runs but luck, policy by policy.
  let keys: [String]
  /// Everything that decides histories but luck.
  let historyKey: String
  /// How many futures are wanted.
  let target: Int
  /// The plan of the state.
  let plan: Plan
  private let isOneOfSeveral: Bool
  private let say: @Sendable (Found) -> String?
  private let found: Mutex<Found>
  private let audience = Mutex(Audience())

  var sweep: Sweep { planned.sweep }

  /// A watch of nothing yet.
  ///
  /// - Parameters:
  ///   - planned: What is simulated, in one state of the world.
  ///   - area: The area that is shown; nil for the country.
  ///   - target: How many futures are wanted.
  ///   - say: Says what has been found after a look; nil if nobody listens to that.
  convenience init(
    _ planned: PlannedStudy, area: Int?, target: Int,
    say: @escaping @Sendable (Found) -> String?
  ) {
    self.init(planned, planned.sweep.first, false, area: area, target: target, say: say)
  }

  /// A watch of one of several states, whose futures it keeps.
  convenience init(of plan: Plan, in planned: PlannedStudy, target: Int) {
    self.init(planned, plan, true, area: nil, target: target) { _ in nil }
  }

  private init(
    _ planned: PlannedStudy, _ plan: Plan, _ isOneOfSeveral: Bool, area: Int?, target: Int,
    say: @escaping @Sendable (Found) -> String?
  ) {
    self.planned = planned
    self.plan = plan
    self.isOneOfSeveral = isOneOfSeveral
    self.target = min(target, planned.sweep.replications.count)
    self.say = say
    let scenarios = plan.scenarios(of: Scenario.self) ?? []
    keys = scenarios.map { scenario in
      Digest(ofLines: scenario.statements.map { "\($0.path) = \($0.words)" }).hexadecimal
    }
    var parting = ""
    if case .history(let day) = plan.sharing { parting = "\(day ?? plan.calendar.policyFrom)" }
    historyKey =
      scenarios.first.map { scenario in
        let world = scenario.values([.setting, .world, .history, .area])
          .filter { $0.path != "replications" }
        return Digest(ofLines: [parting] + world.map { "\($0.path) = \($0.words)" }).hexadecimal
      } ?? ""
    found = Mutex(
      Found(
        builder: ComparisonBuilder(plan, isOfAnswer: true),
        ofArea: area.map { ComparisonBuilder(plan, area: $0, isOfAnswer: true) },
        observed: ObservedYears.all(of: plan), waterfall: SweepWaterfall(planned.sweep)))
  }

  /// How many futures were added.
  var count: Int { audience.withLock { $0.count } }

  /// How many listen.
  var listeners: Int { audience.withLock { $0.listeners.count } }

  /// Whether anybody wants more futures.
  var isWanted: Bool {
    audience.withLock { audience in
      guard !audience.isDone else { return false }
      return !audience.listeners.isEmpty || (audience.wantedUntil.map { .now < $0 } ?? false)
    }
  }

  /// What has been found so far, for whoever draws it.
  var snapshot: Found { found.withLock { $0 } }

  /// Notes that somebody wants more futures for a while.
  func want(for duration: Duration) {
    audience.withLock { $0.wantedUntil = .now + duration }
  }

  /// Adds a future if it is the next one, and says what is found after a look.
  ///
  /// - Parameters:
  ///   - future: The number of the future.
  ///   - runs: Its runs, by policy.
  func add(_ future: Int, _ runs: [RunOutcomes]) {
    found.withLock { found in
      guard future == found.count + 1, future <= target else { return }
      found.count = future
      let replication = Replication(number: future, runs: runs)
      if isOneOfSeveral {
        found.kept.append(replication.withoutMonths)
        tell(nil, after: future)
        return
      }
      found.builder.add(replication)
      found.ofArea?.add(replication)
      for index in found.observed.indices { found.observed[index].add(replication) }
      found.waterfall?.add(replication)
      let isLook = Self.looks.contains(future) || future == target
      let event = isLook ? say(found).map { Self.event("answer", $0) } : nil
      tell(event, after: future)
    }
  }

  private func tell(_ event: String?, after count: Int) {
    let ended = audience.withLock { audience -> [AsyncStream<String>.Continuation] in
      audience.count = count
      if let event {
        audience.last = event
        for listener in audience.listeners.values { listener.yield(event) }
      }
      guard count == target else { return [] }
      audience.isDone = true
      defer { audience.listeners = [:] }
      return Array(audience.listeners.values)
    }
    // Outside of the lock, which the end of a stream takes.
    for listener in ended {
      listener.yield(Self.event("done", "{}"))
      listener.finish()
    }
  }

  /// Listens: the last event first, then what comes, each as server-sent events have it.
  ///
  /// Whoever is too slow loses earlier events, never the last one.
  func listen() -> AsyncStream<String> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: String.self, bufferingPolicy: .bufferingNewest(3))
    let number = audience.withLock { audience -> Int? in
      if let last = audience.last { continuation.yield(last) }
      guard !audience.isDone else { return nil }
      audience.nextListener += 1
      audience.listeners[audience.nextListener] = continuation
      return audience.nextListener
    }
    guard let number else {
      continuation.yield(Self.event("done", "{}"))
      continuation.finish()
      return stream
    }
    continuation.onTermination = { [weak self] _ in
      self?.audience.withLock { _ = $0.listeners.removeValue(forKey: number) }
    }
    return stream
  }

  /// An event as server-sent events have it; its data are one line.
  static func event(_ name: String, _ data: String) -> String {
    "event: \(name)\ndata: \(data)\n\n"
  }
}

extension Replication {
  /// The same with the outcomes over the counted years alone.
  fileprivate var withoutMonths: Replication {
    Replication(
      number: number,
      runs: runs.map { run in
        var run = run
        (run.months, run.monthly, run.areaMonthly) = ([], [], [])
        return run
      })
  }
}
