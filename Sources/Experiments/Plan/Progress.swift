// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// How far a study has come.
public struct Progress: Hashable, Sendable {
  /// How many runs are done.
  public let done: Int
  /// How many of them were done before, and not by this process.
  public let earlier: Int
  /// How many runs failed, in this process.
  public let failed: Int
  /// How many runs there are to be done in all.
  public let total: Int
  /// Seconds since the first run began.
  public let seconds: Double
  /// How many independent pasts a calibration has found so far; nil for other studies.
  public var effectiveSize: Double?

  /// Creates a state of progress.
  public init(done: Int, earlier: Int = 0, failed: Int = 0, total: Int, seconds: Double) {
    self.done = done
    self.earlier = earlier
    self.failed = failed
    self.total = total
    self.seconds = seconds
  }

  /// Runs per second so far.
  public var rate: Double { seconds > 0 ? Double(done - earlier) / seconds : 0 }

  /// About how many seconds the rest will take.
  public var secondsLeft: Double { rate > 0 ? Double(total - done) / rate : 0 }
}

extension Progress {
  /// How far it has come, how fast it goes and what is left: `100 of 400 runs, 10.0 per s, 30 s left`.
  public var words: String {
    let rate = Readable(standardError: rate / 50, size: rate)(rate)
    let failed = failed == 0 ? "" : ", \(grouped(failed)) failed"
    // When the last run is done, the checks that a study makes of itself may still be under way.
    let rest = done < total ? "\(duration(secondsLeft)) left" : "last checks"
    let noun = effectiveSize == nil ? "run" : "island"
    let speed = effectiveSize.map { "\(grouped(Int($0))) match" } ?? "\(rate) per s"
    return "\(counted(done, of: total, noun)), \(speed), \(rest)\(failed)"
  }
}

extension Duration {
  /// The duration in seconds.
  public var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
