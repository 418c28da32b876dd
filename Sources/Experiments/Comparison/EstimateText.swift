// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Statistics

/// A mean and its interval, rounded to what the simulation knows: `420` and `(380 to 460)`.
public struct EstimateText: Hashable, Sendable {
  /// The mean; signed for a difference.
  public let value: String
  /// The interval in parentheses, with a word where it was cut at what is possible; empty if it is not
  /// known or has no width.
  public let interval: String

  /// The mean of an outcome under one policy.
  public init(_ summary: Summary) {
    let readable = Readable(standardError: summary.standardError, size: summary.mean)
    value = readable(summary.mean)
    interval = Self.text(
      summary.interval, summary.kind, summary.kind == .exact ? Readable(summary) : readable)
  }

  /// The mean difference between two policies, with its sign.
  public init(_ difference: Difference) {
    let readable = Readable(standardError: difference.standardError, size: difference.mean)
    value = readable(difference.mean, signed: true)
    interval = Self.text(difference.interval, difference.kind, readable, signed: true)
  }

  /// The mean with its interval, where there is one.
  public var words: String { interval.isEmpty ? value : "\(value) \(interval)" }

  private static func text(
    _ interval: Interval, _ kind: Interval.Kind, _ readable: Readable, signed: Bool = false
  ) -> String {
    guard interval.isKnown, interval.low < interval.high else { return "" }
    let (low, high) = (interval.low, interval.high)
    let cut = kind == .cut ? ", cut" : ""
    return "(\(readable(low, signed: signed)) to \(readable(high, signed: signed))\(cut))"
  }
}

extension ObservedYears {
  /// What was observed, for when, and in which unit.
  public var title: String {
    "\(observation.quantity), \(observation.period?.description ?? "") (\(observation.unit))"
  }

  /// The observed number beside the simulated ones.
  public var words: String {
    let exact = Readable(standardError: 0, size: observation.value)(observation.value)
    let single = Readable(standardError: simulated.standardDeviation / 5, size: mean)
    let band = quantiles([0.05, 0.95]).map { single($0) }
    return "observed \(exact), grade \(observation.evidence.grade.rawValue); simulated mean "
      + "\(Readable(standardError: standardError, size: mean)(mean)), 9 of 10 futures \(band[0]) to \(band[1])"
  }
}

extension Readable {
  /// Two digits of the ends of an exact interval, which is known even without variance.
  fileprivate init(_ summary: Summary) {
    self.init(standardError: (summary.interval.high - summary.interval.low) / 10, size: 0)
  }
}

extension Summary {
  /// How often something that is rare happens at all, as natural frequencies with their exact interval.
  ///
  /// Nil if it happens in half of the futures or more, and where there is no future.
  public var rareness: String? {
    guard count > 0, 2 * occurred < count else { return nil }
    let readable = Readable(standardError: 1, size: 0)
    return "Under \(policy) it happens in \(counted(occurred, of: count, "future")) "
      + "(\(readable(occurrence.low * 1_000)) to \(readable(occurrence.high * 1_000)) in 1,000)."
  }

  /// The band in which nine of ten single futures lie, as `380 to 460`: not the interval of the mean.
  ///
  /// Nil if there are not two futures.
  public var futures: String? {
    guard count > 1, let low = quantiles.first, let high = quantiles.last else { return nil }
    let readable = Readable(standardError: standardDeviation / 5, size: mean)
    return "\(readable(low)) to \(readable(high))"
  }
}
