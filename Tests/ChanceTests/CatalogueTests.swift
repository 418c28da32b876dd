// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import Chance
import StatisticalTesting
import Testing

/// The code of the documentation catalogue, compiled, run and compared with its pages.
@Suite("The catalogue") struct CatalogueTests {
  @Test("shows the code of these tests, block by block")
  func sameText() throws {
    let shown = try codeBlocks(inCatalogue: "Sources/Engine/Chance/Chance.docc")
    let tested = try markedCode(inFile: #filePath)
    #expect(shown == tested)
    #expect(shown.count == 9)
  }

  @Test("begins with a number by its address")
  func address() {
    // begin
    let luck = Luck(seed: 1, replication: 7)
    var stream = luck.stream(StreamAddress(kind: 3, number: 1_042, purpose: 1))
    let length = stream.draw(.lognormal(median: 14, p95: 100))
    // end
    #expect(length > 0)
  }

  @Test("draws what belongs together from one block")
  func block() {
    // begin
    let talk = InvertedLaw(.gamma(mean: 14, sd: 9))
    let call = Luck(seed: 1, replication: 7)
      .block(StreamAddress(kind: 3, number: 1_042, purpose: 2))
    let (gap, minutes) = (call.exponential(mean: 5, .first), call.draw(talk, .second))
    // end
    #expect(gap > 0)
    #expect(abs(talk.law.cdf(minutes) - call.uniform(.second)) < 1e-6)
  }

  @Test("states a law by what is known")
  func statement() {
    // begin
    let length = Law.lognormal(median: 14, p95: 100)
    print(length)  // lognormal (median 14, p95 100)
    print(length.mean)  // 28.6 days
    print(length.cdf(28))  // 72% take four weeks or less
    // end
    #expect(abs(length.mean - 28.6) < 0.05)
    #expect(abs(length.cdf(28) - 0.72) < 0.005)
  }

  @Test("refuses what is no law with a sentence")
  func refusal() throws {
    // begin
    func law(_ name: String, _ arguments: [Double]) throws -> Law? {
      try Law.forms.first { $0.name == name }?.make(arguments)
    }
    do {
      _ = try law("lognormal", [14, 10])
    } catch {
      print(error)  // lognormal: p95 must be above the median, not 10
    }
    // end
    #expect(try law("lognormal", [14, 100]) == .lognormal(median: 14, p95: 100))
    let error = #expect(throws: ChanceError.self) { try law("lognormal", [14, 10]) }
    #expect(error?.description == "lognormal: p95 must be above the median, not 10")
  }

  @Test("draws from laws with and without a name, and from laws of tables")
  func draws() throws {
    // begin
    var stream = Luck(seed: 1, replication: 0)
      .stream(StreamAddress(kind: 1, number: 0, purpose: 0))
    let wait = stream.exponential(mean: 5)
    let isHelped = stream.bernoulli(0.8)
    let direction = stream.withGenerator { gsl_ran_levy($0, 1, 1.5) }
    // end
    #expect(wait > 0 && direction.isFinite)
    #expect(isHelped || !isHelped)
    // begin
    let party = try DiscreteLaw(values: [1, 2, 4], weights: [5, 3, 2])
    let age = try MixtureLaw(
      [.normal(mean: 25, sd: 4), .normal(mean: 50, sd: 9)], weights: [2, 1])
    let delay = try Law.gamma(mean: 3, sd: 2).truncated(to: 1...10)
    let total = stream.draw(party) * stream.draw(age) + stream.draw(delay)
    // end
    #expect(total.isFinite)
  }

  @Test("gives every policy the same luck")
  func sameLuck() {
    // begin
    func services(secondBy law: Law) -> [Double] {
      let luck = Luck(seed: 1, replication: 0)
      return (0..<4).map { customer in
        var stream = luck.stream(StreamAddress(kind: 2, number: customer, purpose: 1))
        return stream.draw(customer == 1 ? law : .gamma(mean: 3, sd: 2))
      }
    }
    let before = services(secondBy: .gamma(mean: 3, sd: 2))
    let after = services(secondBy: .fixed(1))
    // end
    #expect(after[1] == 1)
    #expect([0, 2, 3].map { before[$0] } == [0, 2, 3].map { after[$0] })
  }

  @Test("pairs a stream with its opposite, and lets arrivals follow the clock")
  func oppositesAndArrivals() throws {
    let length = Law.lognormal(median: 14, p95: 100)
    var stream = Luck(seed: 1, replication: 0)
      .stream(StreamAddress(kind: 1, number: 0, purpose: 0))
    // begin
    var partner = stream.antithetic
    let pair = (stream.quantile(of: length), partner.quantile(of: length))
    // end
    #expect((pair.0 < 14) == (pair.1 > 14))
    // begin
    let calls = try PiecewiseConstantRate(starts: [0, 7, 22], rates: [2, 10, 2], period: 24)
    var time = 0.0
    var count = 0
    while time < 24 {
      time = stream.arrival(after: time, rate: calls)
      count += 1
    }
    print(calls.expected(from: 0, to: 24))  // 168 calls a day
    // end
    #expect(calls.expected(from: 0, to: 24) == 168)
    #expect(100...240 ~= count)
  }
}
