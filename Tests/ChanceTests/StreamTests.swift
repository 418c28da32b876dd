// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Glibc
import StatisticalTesting
import Testing

@testable import Chance

@Suite("A stream") struct StreamTests {
  private let fresh = Luck(seed: 7, replication: 3)
    .stream(StreamAddress(kind: 2, number: 5, purpose: 9))

  /// `count` results of the draw from a fresh stream.
  private func draws<Value>(_ count: Int, _ draw: (inout RandomStream) -> Value) -> [Value] {
    var stream = fresh
    return (0..<count).map { _ in draw(&stream) }
  }

  @Test("is the same whichever type of integer its address is written in")
  func anyInteger() {
    let (kind, number, purpose) = (7, 1 << 40, 65_535)
    let written = Luck(seed: 3, replication: 4)
      .stream(StreamAddress(kind: kind, number: number, purpose: purpose))
    let kept = Luck(seed: UInt32(3), replication: Int8(4))
      .stream(StreamAddress(kind: UInt8(7), number: UInt64(1) << 40, purpose: UInt16.max))
    #expect(written == kept)
    #expect(
      Luck(seed: 1, replication: 2).child(5) == Luck(seed: 1, replication: 2).child(UInt64(5)))
  }

  @Test("copied goes on from its position, twice the same")
  func copy() {
    var stream = fresh
    for _ in 0..<6 { _ = stream.next32() }
    var copy = stream
    for _ in 0..<9 { #expect(stream.next32() == copy.next32()) }
  }

  @Test("is the generator that GSL draws from")
  func generator() {
    var (left, right) = (fresh, fresh)
    for _ in 0..<9 {
      #expect(left.withGenerator { gsl_rng_get($0) } == UInt(right.next32()))
      #expect(left.withGenerator { gsl_rng_uniform($0) } == right.uniform())
    }
    #expect(left == right)
  }

  @Test("draws the exponential numbers of GSL, to the last but one bit")
  func exponential() {
    var stream = fresh
    for ours in draws(1_000, { $0.exponential(mean: 3.7) }) {
      let theirs = stream.withGenerator { gsl_ran_exponential($0, 3.7) }
      #expect(abs(ours - theirs) <= 2 * theirs.ulp)
    }
  }

  @Test("draws what GSL draws for every law that GSL has")
  func sameAsGSL() {
    func expect(_ law: Law, _ gsl: (UnsafePointer<gsl_rng>) -> Double) {
      #expect(draws(100) { $0.draw(law) } == draws(100) { $0.withGenerator(gsl) }, "\(law)")
    }
    expect(.gamma(mean: 3, sd: 1.5)) { gsl_ran_gamma($0, 4, 0.75) }
    expect(.erlang(mean: 6, stages: 3)) { gsl_ran_gamma($0, 3, 2) }
    expect(.weibull(scale: 10, shape: 2.5)) { gsl_ran_weibull($0, 10, 2.5) }
    expect(.pareto(minimum: 2, shape: 4.5)) { gsl_ran_pareto($0, 4.5, 2) }
    expect(.normal(mean: 0, sd: 3)) { gsl_ran_gaussian($0, 3) }
    expect(.poisson(mean: 3)) { Double(gsl_ran_poisson($0, 3)) }
    expect(.geometric(mean: 4)) { Double(gsl_ran_geometric($0, 0.25)) }
    expect(.binomial(trials: 20, probability: 0.3)) { Double(gsl_ran_binomial($0, 0.3, 20)) }
    expect(.uniform(from: 0, to: 5)) { gsl_ran_flat($0, 0, 5) }
  }

  @Test(
    "draws gamma numbers as GSL does, and is left where GSL leaves it",
    arguments: [0.6, 1, 1.5, 4, 400])
  func gamma(shape: Double) {
    var (ours, theirs) = (fresh, fresh)
    var agree = 0
    // Enough for each layer of the ziggurat, its tail, and each of the tests of Marsaglia and Tsang.
    let scale = GammaLaw.normalScale(shape: shape)
    for _ in 0..<100_000 {
      let number = ours.gamma(shape: shape, scale: 0.75, normalScale: scale)
      if number == theirs.withGenerator({ gsl_ran_gamma($0, shape, 0.75) }) { agree += 1 }
    }
    #expect(agree == 100_000)
    #expect(ours == theirs)
  }

  @Test("begins with the numbers that its address gives at once")
  func firstNumbers() {
    for number in 0..<1_000 {
      let luck = Luck(seed: 5, replication: 3)
      let address = StreamAddress(kind: 2, number: number << 20, purpose: 7)
      var (one, other) = (luck.stream(address), luck.stream(address))
      #expect(luck.uniform(address) == one.uniform())
      #expect(luck.exponential(mean: 3.7, address) == other.exponential(mean: 3.7))
    }
  }

  @Test("never gives 0 or 1 as a uniform number, however extreme its bits")
  func openInterval() {
    #expect((Double(UInt32.min) + 0.5) * 0x1p-32 > 0)
    #expect((Double(UInt32.max) + 0.5) * 0x1p-32 < 1)
    for u in draws(10_000, { $0.uniform() }) { #expect(0 < u && u < 1) }
  }

  @Test("gives uniform numbers; family-wise error 1e-4")
  func uniform() {
    let numbers = draws(100_000) { $0.uniform() }
    kolmogorovSmirnovTest(of: numbers, tests: 3) { $0 }.require()
    expectMean(of: numbers, equals: 0.5, tests: 3)
    let products = zip(numbers, numbers.dropFirst()).map { ($0 - 0.5) * ($1 - 0.5) }
    expectMean(of: products, equals: 0, tests: 3, "neighbours")
  }

  @Test("and its antithetic partner have numbers that add up to 1")
  func antithetic() {
    var (stream, partner) = (fresh, fresh.antithetic)
    for _ in 0..<1_000 { #expect(stream.uniform() + partner.uniform() == 1) }
    #expect(fresh.antithetic.antithetic == fresh)
  }

  @Test("and its antithetic partner give quantiles that pull apart", arguments: Specimen.all)
  func antitheticQuantiles(of specimen: Specimen) {
    var (stream, partner) = (fresh, fresh.antithetic)
    let products = (0..<200).map { _ in
      (stream.quantile(of: specimen.law) - specimen.law.mean)
        * (partner.quantile(of: specimen.law) - specimen.law.mean)
    }
    #expect(Moments(of: products).mean < -0.1 * specimen.law.variance)
  }

  /// The correlation of the pairs of numbers that the closure gives.
  private func correlation(_ law: Law, _ pair: (_ number: Int) -> (Double, Double)) -> Double {
    var (products, squares) = (0.0, 0.0)
    for number in 0..<4_000 {
      let (one, other) = pair(number)
      products += (one - law.mean) * (other - law.mean)
      squares += (pow(one - law.mean, 2) + pow(other - law.mean, 2)) / 2
    }
    return products / squares
  }

  private func stream(_ number: Int) -> RandomStream {
    Luck(seed: 1, replication: 0).stream(StreamAddress(kind: 1, number: number, purpose: 0))
  }

  /// Each pair is from a stream of its own.
  @Test(
    "and its antithetic partner give draws that pull apart: as quantiles do, or less if numbers are rejected",
    arguments: Specimen.all)
  func antitheticDraws(of specimen: Specimen) {
    guard let law = specimen.law as? Law else { return }
    let drawn = correlation(law) { number in
      var (stream, partner) = (stream(number), stream(number).antithetic)
      return (stream.draw(law), partner.draw(law))
    }
    let most = correlation(law) { number in
      var (stream, partner) = (stream(number), stream(number).antithetic)
      return (stream.quantile(of: law), partner.quantile(of: law))
    }
    #expect(drawn < -0.15)
    #expect(drawn > most - 0.1)
    let rejecting: [LawForm] = [.gamma, .erlang, .beta, .poisson, .binomial, .negativeBinomial]
    if !rejecting.contains(law.form) { #expect(drawn < most + 0.1) }
  }

  @Test("and its antithetic partner stay in step, unless a law takes now more numbers, now fewer")
  func antitheticSteps() {
    for (law, least, most) in [
      (Law.exponential(mean: 1), -0.7, -0.6), (.normal(mean: 0, sd: 1), -1.001, -0.999),
      (.gamma(mean: 3, sd: 2), -0.06, 0.06),
    ] {
      var (stream, partner) = (fresh, fresh.antithetic)
      let found = correlation(law) { _ in (stream.draw(law), partner.draw(law)) }
      #expect(least < found && found < most)
    }
  }

  @Test(
    "picks each index as often as the others; family-wise error 1e-4", arguments: [1, 2, 6, 100])
  func index(count: Int) {
    var counts = [Int](repeating: 0, count: count)
    for index in draws(20_000, { $0.index(below: count) }) { counts[index] += 1 }
    guard count > 1 else { return #expect(counts == [20_000]) }
    let probabilities = [Double](repeating: 1 / Double(count), count: count)
    chiSquareTest(of: counts, probabilities: probabilities, tests: 3).require()
  }

  @Test("picks alternatives by their shares and never one without")
  func shares() throws {
    let shares = try Shares(weights: [0, 3, 0, 1, 6, 0])
    #expect((0..<6).map { shares[$0] }.map { ($0 * 10).rounded() } == [0, 3, 0, 1, 6, 0])
    var counts = [Int](repeating: 0, count: shares.count)
    for index in draws(20_000, { $0.index(in: shares) }) { counts[index] += 1 }
    #expect(counts[0] == 0 && counts[2] == 0 && counts[5] == 0)
    chiSquareTest(of: counts, probabilities: (0..<6).map { shares[$0] }).require()
  }

  @Test("finds the share that a probability falls into")
  func shareOfProbability() throws {
    let shares = try Shares(weights: [1, 0, 2, 1])
    #expect(shares == [1, 0, 2, 1])
    let found = [0.1, 0.25, 0.3, 0.75, 0.8, 1].map { shares.index(at: $0) }
    #expect(found == [0, 0, 2, 2, 3, 3])
  }

  @Test(
    "refuses weights that are no shares", arguments: [[], [0, 0], [1, -1], [.nan], [.infinity]])
  func badShares(weights: [Double]) {
    #expect(throws: ChanceError.self) { try Shares(weights: weights) }
  }

  @Test("lets an event of probability 0 never happen and one of 1 always")
  func bernoulli() {
    #expect(!draws(1_000) { $0.bernoulli(0) }.contains(true))
    #expect(!draws(1_000) { $0.bernoulli(1) }.contains(false))
    let happened = draws(10_000) { $0.bernoulli(0.3) ? 1.0 : 0 }
    expectMean(of: happened, equals: 0.3)
  }

  @Test("draws counts by their means; family-wise error 1e-4")
  func counts() {
    let poisson = draws(10_000) { Double($0.poisson(mean: 2.5)) }
    expectMean(of: poisson, equals: 2.5, tests: 2)
    let binomial = draws(10_000) { Double($0.binomial(trials: 9, probability: 0.4)) }
    expectMean(of: binomial, equals: 3.6, tests: 2)
    #expect(draws(9) { $0.poisson(mean: 0) } == [Int](repeating: 0, count: 9))
  }

  @Test("waits for ever for an event of infinite mean time")
  func never() {
    #expect(draws(1) { $0.exponential(mean: .infinity) } == [.infinity])
  }

  @Test("serves the standard library's shuffles")
  func shuffle() {
    var (left, right) = (fresh, fresh)
    let shuffled = (0..<50).shuffled(using: &left)
    #expect(shuffled == (0..<50).shuffled(using: &right))
    #expect(shuffled != Array(0..<50))
    #expect(shuffled.sorted() == Array(0..<50))
  }
}
