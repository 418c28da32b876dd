// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Time that processors have spent, in seconds: other programs do not lengthen it.
public enum ProcessorTime {
  /// That of the present thread.
  public static var ofThread: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

extension Sweep {
  /// The futures that are timed before their turn cost a thread this part of the study at most.
  private static let shareTimed = 0.02

  /// The days of runs that all futures take together.
  ///
  /// A history that states have in common is simulated once.
  public var days: Double {
    let days = first.runs.days
    return Double(futures) * days.ofReplication - Double(futures - histories) * days.inCommon
  }

  /// How much checks may simulate.
  var checkAllowance: CheckAllowance {
    CheckAllowance(ofStudy: days, replication: first.runs.days.ofReplication)
  }

  /// Some positions that are not done and lie apart, if states differ and there are many.
  func positionsToTime(of agenda: Agenda) -> [Int] {
    guard states > 1, Double(agenda.left) * Self.shareTimed >= 2 else { return [] }
    return [1, 2].compactMap { third in
      agenda.next(from: agenda.positions.lowerBound + agenda.positions.count * third / 3)
    }
  }

  /// The positions after the first one that is not done: as many as there are other threads.
  func positionsBesideFirst(of agenda: Agenda, threads: Int) -> [Int] {
    var positions: [Int] = []
    var last = agenda.next(from: agenda.positions.lowerBound)
    while positions.count < threads - 1, let before = last {
      last = agenda.next(from: before + 1)
      if let last { positions.append(last) }
    }
    return positions
  }

  /// About how long futures take, in seconds, with the checks of the study.
  ///
  /// - Parameters:
  ///   - futures: How many are simulated.
  ///   - seconds: How long one takes that makes its own history.
  ///   - checking: Whether the study checks itself; then it takes as long as checks may at most.
  ///   - threads: How many are simulated at a time.
  /// - Returns: About so many seconds.
  public func seconds(
    of futures: Int, each seconds: Double, checking: Bool = true, threads: Int
  ) -> Double {
    let rounds = (Double(futures) / Double(max(1, min(threads, futures)))).rounded(.up)
    let replication = first.runs.days.ofReplication
    guard replication > 0 else { return seconds * rounds }
    let share = days / (Double(self.futures) * replication)
    let checks = checking ? checkAllowance.days / replication : 0
    return seconds * (rounds * share + checks / Double(threads))
  }
}
