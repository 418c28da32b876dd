// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

extension RandomStream {
  /// The greatest count that is drawn: beyond it not every whole number is a `Double`.
  private static let greatest = 0x1p53

  /// A Poisson distributed number of events with the given mean.
  ///
  /// - Precondition: `mean` is from 0 to 2^53.
  /// - Complexity: O(log mean).
  public mutating func poisson(mean: Double) -> Int {
    Misuse.refuse(
      unless: 0...Self.greatest ~= mean,
      "the mean of a Poisson law must be from 0 to 2^53, not \(mean)")
    return Int(poissonCount(mean))
  }

  /// How many of `trials` independent events of the given probability happen.
  ///
  /// - Precondition: `trials` is from 0 to 2^53, `probability` from 0 to 1.
  /// - Complexity: O(log trials).
  public mutating func binomial(trials: Int, probability: Double) -> Int {
    Misuse.refuse(
      unless: 0...Self.greatest ~= Double(trials),
      "the trials of a binomial law must be from 0 to 2^53, not \(trials)")
    Misuse.refuse(
      unless: 0...1 ~= probability,
      "the probability of a binomial law must be from 0 to 1, not \(probability)")
    return Int(binomialCount(Double(trials), probability))
  }

  /// A whole number from 0 to `count` - 1, each as likely as the others.
  ///
  /// - Precondition: `count` is from 1 to 2^32 - 1.
  public mutating func index(below count: Int) -> Int {
    Misuse.refuse(
      unless: 1...Int(UInt32.max) ~= count,
      "a number is drawn from 1 to 2^32 - 1 alternatives, not from \(count)")
    return withGenerator { Int(gsl_rng_uniform_int($0, UInt(count))) }
  }

  /// A Poisson distributed number, from GSL where its 32 bits hold it.
  ///
  /// A greater mean is split in the way that GSL's own draw splits it: the time of the event number
  /// `events` is gamma distributed; either it is late, and those before it fall on the stretch by chance, or what
  /// is left of the stretch is drawn anew.
  ///
  /// Source: J. H. Ahrens and U. Dieter, "Computer methods for sampling from gamma, beta, Poisson and binomial
  /// distributions", Computing 12 (1974), doi:10.1007/BF02293108.
  mutating func poissonCount(_ mean: Double) -> Double {
    var (left, counted) = (mean, 0.0)
    while left > 4e9 {
      let events = (left * 7 / 8).rounded(.down)
      let time = withGenerator { gsl_ran_gamma($0, events, 1) }
      guard time < left else { return counted + binomialCount(events - 1, left / time) }
      counted += events
      left -= time
    }
    return counted + withGenerator { Double(gsl_ran_poisson($0, left)) }
  }

  /// A binomially distributed number, from GSL where it draws it rightly.
  ///
  /// GSL 2.7 squares a distance from the mean in 32 bits, which is too little once the variance is above some 5e7.
  /// More trials are halved: the middle one of so many uniform numbers is beta distributed, and tells which half
  /// `probability` parts.
  ///
  /// Source: D. E. Knuth, "The art of computer programming", volume 2 (1997), section 3.4.1, exercise 27.
  mutating func binomialCount(_ trials: Double, _ probability: Double) -> Double {
    var (left, p, counted) = (trials, probability, 0.0)
    while left * p * (1 - p) > 1e7 || left > Double(UInt32.max) {
      let middle = (left / 2).rounded(.down) + 1
      let value = withGenerator { gsl_ran_beta($0, middle, left + 1 - middle) }
      if value >= p {
        left = middle - 1
        p /= value
      } else {
        counted += middle
        left -= middle
        p = (p - value) / (1 - value)
      }
    }
    return counted + withGenerator { Double(gsl_ran_binomial($0, p, UInt32(left))) }
  }

  /// A negative binomial number: Poisson distributed around a mean that is gamma distributed.
  mutating func negativeBinomialCount(_ probability: Double, _ shape: Double) -> Double {
    let mean = withGenerator { gsl_ran_gamma($0, shape, 1) }
    return poissonCount(mean * (1 - probability) / probability)
  }
}
