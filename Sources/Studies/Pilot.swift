// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
public import Experiments

/// A few replications of a sweep, spread over its states: they tell how long the sweep will take and how much disk it needs.
public struct Pilot: Sendable {
  /// How many replications it ran.
  public let futures: Int
  /// How much of a processor's time that took, in seconds.
  public let seconds: Double
  /// About how many bytes the results of the whole sweep take.
  public let bytesOfStudy: Double
  /// Why a run failed; nil if none did.
  public let failure: String?
  private let sweep: Sweep

  /// Runs replications of a sweep, one after the other.
  ///
  /// - Parameters:
  ///   - sweep: The sweep.
  ///   - most: How many replications it runs at most.
  /// - Throws: The faults of a state that cannot be simulated.
  public init(of sweep: Sweep, futures most: Int) throws {
    let count = min(most, sweep.futures)
    var (seconds, bytes) = (0.0, 0)
    var failure: String?
    for number in 0..<count where failure == nil {
      let future = sweep.future(at: number * (sweep.futures / count))
      let start = ProcessorTime.ofThread
      let replication = try sweep.plan(ofState: future.state).replicate(future.replication)
      seconds += ProcessorTime.ofThread - start
      failure = replication.runs.lazy.compactMap(\.failure).first
      bytes += replication.runs.reduce(0) { $0 + 8 * $1.numberCount }
    }
    futures = count
    self.seconds = seconds
    self.failure = failure
    self.sweep = sweep
    bytesOfStudy = Double(bytes) / Double(count) * Double(sweep.futures)
  }

  /// Estimates how long the whole sweep takes on so many threads, in seconds, with its checks.
  public func seconds(threads: Int) -> Double {
    sweep.seconds(of: sweep.futures, each: seconds / Double(futures), threads: threads)
  }
}
