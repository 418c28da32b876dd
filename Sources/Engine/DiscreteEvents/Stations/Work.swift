// SPDX-License-Identifier: GPL-3.0-or-later

/// A piece of work that may be interrupted: what a customer's row keeps of its service.
///
/// Work is conserved: the time that servers spent on it is what was done of it and what was lost by
/// starting again.
@frozen
public struct Work: Hashable, Sendable, BitwiseCopyable {
  /// The time the whole takes.
  public private(set) var length: Double
  /// What has been done and counts.
  public private(set) var done: Double = 0
  /// What was done in vain, because the work had to begin again.
  public private(set) var lost: Double = 0

  /// Work of the given length, not yet begun.
  public init(length: Double) {
    self.length = length
  }

  /// What is still to be done.
  public var remaining: Double { length - done }

  /// When the work will be finished if it goes on from now.
  public func completion(from time: Double) -> Double { time + remaining }

  /// Takes note of an interruption.
  ///
  /// - Parameters:
  ///   - interruption: What becomes of the work.
  ///   - served: How long it was worked at since it last went on.
  ///   - length: The new length, for work that is resampled.
  public mutating func interrupt(
    _ interruption: Interruption, after served: Double, newLength length: Double? = nil
  ) {
    switch interruption {
    case .resume, .handOver:
      done += served
    case .restart, .resample:
      lost += done + served
      done = 0
      self.length = length ?? self.length
    }
  }
}
