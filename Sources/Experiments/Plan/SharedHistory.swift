// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// A replication until its policies part: a value from which any of them goes on, as often as it is asked for.
///
/// It takes the memory of one run. For a plan whose policies share nothing but luck there is no history to keep, and
/// each run begins at its own start.
public struct SharedHistory: Sendable {
  /// The number of the replication.
  public let number: Int
  /// Where the run stands, or why it could not come there; nil if policies share nothing but luck.
  let state: Result<any StudyRun, PastFault>?
}

extension Plan {
  /// Simulates a replication until the day on which its policies part.
  ///
  /// - Parameters:
  ///   - number: The number of the replication.
  ///   - isCancelled: Asked before each month of the run; with true the run is given up. With nil the run is in one
  ///     piece. The results are the same, bit for bit.
  /// - Returns: The history; nil if it was cancelled.
  public func history(
    _ number: Int, unless isCancelled: (() -> Bool)? = nil
  ) -> SharedHistory? {
    runs.history(number, unless: isCancelled)
  }

  /// Lets a policy go on from a history to the end of the counted years.
  ///
  /// The run is that of ``replicate(_:)``, bit for bit. The history may be of another plan, if that has the same seed,
  /// pasts and world, and its policies part on the same day or before.
  ///
  /// - Parameters:
  ///   - policy: The index of the policy in this plan.
  ///   - history: A history; it stays as it is.
  ///   - isCancelled: As for ``history(_:unless:)``.
  /// - Returns: The outcomes; nil if the run was cancelled.
  public func run(
    policy: Int, after history: SharedHistory, unless isCancelled: (() -> Bool)? = nil
  ) -> RunOutcomes? {
    runs.run(policy, after: history, keeping: detail, unless: isCancelled)
  }
}

extension ModelRuns {
  func history(_ number: Int, unless isCancelled: (() -> Bool)?) -> SharedHistory? {
    guard case .history(let parting) = sharing else {
      return SharedHistory(number: number, state: nil)
    }
    return history(number, until: parting ?? calendar.policyFrom, unless: isCancelled)
  }

  /// The run of the first policy until a day; nil if it was cancelled.
  func history(
    _ number: Int, until day: CalendarDate, unless isCancelled: (() -> Bool)?
  ) -> SharedHistory? {
    do throws(PastFault) {
      var run = try start(0, number)
      guard run.run(until: day, from: calendar.start, unless: isCancelled) else { return nil }
      return SharedHistory(number: number, state: .success(run))
    } catch {
      return SharedHistory(number: number, state: .failure(error))
    }
  }

  func run(
    _ policy: Int, after history: SharedHistory, keeping detail: Detail,
    unless isCancelled: (() -> Bool)?
  ) -> RunOutcomes? {
    do throws(PastFault) {
      var run: Run
      if let state = history.state {
        guard let shared = try state.get() as? Run else {
          preconditionFailure("a history of another model")
        }
        run = shared
      } else {
        run = try start(policy, history.number)
      }
      run.adopt(policyOf: scenarios[policy])
      guard run.run(until: calendar.end, from: calendar.start, unless: isCancelled) else {
        return nil
      }
      return outcomes(of: &run, keeping: detail)
    } catch {
      return failed(error)
    }
  }
}

extension StudyRun {
  /// Runs up to a day, a month at a time if somebody may cancel it; false if somebody did.
  ///
  /// What lies before the day on which the run stands takes no time.
  fileprivate mutating func run(
    until end: CalendarDate, from start: CalendarDate, unless isCancelled: (() -> Bool)?
  ) -> Bool {
    guard let isCancelled else {
      run(until: end)
      return true
    }
    var day = start
    while day < end {
      guard !isCancelled() else { return false }
      day = min(day.startOfNextMonth, end)
      run(until: day)
    }
    return !isCancelled()
  }
}
