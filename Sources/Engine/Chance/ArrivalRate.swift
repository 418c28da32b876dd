// SPDX-License-Identifier: GPL-3.0-or-later

/// The rate of a Poisson process that varies with time.
public protocol ArrivalRate: Sendable {
  /// A rate that is never exceeded; the closer to the highest, the faster the draws.
  var bound: Double { get }
  /// The events per unit of time at the given time.
  func rate(at time: Double) -> Double
  /// The mean number of events between two times.
  func expected(from: Double, to: Double) -> Double
}

extension RandomStream {
  /// The time of the first event after `time` of a Poisson process with the given rate.
  ///
  /// By thinning: candidates come at the constant rate ``ArrivalRate/bound`` and each is an event
  /// with the probability of the rate at its own time. Takes two numbers a candidate. A rate that is 0
  /// for ever from some time on needs a horizon: without an event among 2^28 candidates the program stops.
  ///
  /// Source: P. A. W. Lewis and G. S. Shedler, "Simulation of nonhomogeneous Poisson processes by
  /// thinning", Naval Research Logistics 26 (1979), doi:10.1002/nav.3800260304.
  ///
  /// - Parameters:
  ///   - time: The time after which the event comes.
  ///   - rate: The rate of the process.
  ///   - horizon: The time at which to give up.
  /// - Returns: The time of the event, or infinity if it does not come before `horizon`.
  @inlinable
  public mutating func arrival(
    after time: Double, rate: some ArrivalRate, before horizon: Double = .infinity
  ) -> Double {
    let bound = rate.bound
    guard bound > 0 else { return .infinity }
    var candidate = time
    for _ in 0..<(1 &<< 28) {
      candidate += exponential(mean: 1 / bound)
      guard candidate < horizon else { return .infinity }
      if uniform() * bound < rate.rate(at: candidate) { return candidate }
    }
    Misuse.stop(
      "no event of the rate came from \(time) to \(candidate): give the time at which to give up")
  }
}
