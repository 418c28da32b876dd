// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Replications
import StatisticalTesting
import Statistics
import Testing

@Suite("Replications of any simulation")
struct ReplicationsTests {
  /// The mean number present in a queue of one server.
  private static func queue(rate: Double, service: Double) -> Replications.Simulation {
    { luck in
      var queue = SingleServer(rate: rate, service: service, luck: luck)
      return queue.meanPresent(until: 200)
    }
  }

  /// The mean number present in the steady state: the load over what is left of the server.
  private static func present(_ rate: Double, _ service: Double) -> Double {
    rate * service / (1 - rate * service)
  }

  @Test("Intervals cover the exact mean of a queue about as often as they say")
  func coverage() async throws {
    var covered: (student: [Double], bootstrap: [Double]) = ([], [])
    for study in 1...300 {
      let found = try await Replications(.fixed(12), seed: study, threads: 2)
        .estimate(Self.queue(rate: 0.3, service: 1))
      covered.student.append(found.interval.covers(Self.present(0.3, 1)) ? 1 : 0)
      covered.bootstrap.append(found.bootstrap.covers(Self.present(0.3, 1)) ? 1 : 0)
    }
    expectMean(of: covered.student, equals: 0.95, tests: 2)
    expectMean(of: covered.bootstrap, equals: 0.95, tests: 2)
  }

  @Test("The mean over many replications is the exact one")
  func mean() async throws {
    let means = try await Replications(.fixed(600)).outcomes(of: Self.queue(rate: 0.5, service: 1))
    expectMean(of: means, equals: Self.present(0.5, 1))
  }

  @Test("Paired differences have the exact mean, and are known better than those of strangers")
  func difference() async throws {
    let found = try await Replications(.fixed(400), seed: 7).compare([
      Self.queue(rate: 0.5, service: 1), Self.queue(rate: 0.5, service: 0.8),
    ])
    let difference = found.differences[0]
    let exact = Self.present(0.5, 0.8) - Self.present(0.5, 1)
    #expect(abs(difference.mean - exact) < 4 * difference.standardError)
    let apart = found.means.map { $0.standardError * $0.standardError }.reduce(0, +).squareRoot()
    #expect(difference.standardError < apart / 2)
    #expect(found.differences.count == 1)
  }

  @Test("A simulation compared with itself differs by exactly zero")
  func alike() async throws {
    let queue = Self.queue(rate: 0.5, service: 1)
    let found = try await Replications(.fixed(10)).compare([queue, queue])
    #expect(found.differences[0].interval == Interval(low: 0, high: 0))
    #expect(found.means[0] == found.means[1])
  }

  @Test("Any number of threads gives the same bits", arguments: [2, 7])
  func threads(count: Int) async throws {
    let queues = [Self.queue(rate: 0.5, service: 1), Self.queue(rate: 0.5, service: 0.8)]
    for length in [Replications.Length.fixed(50), .until(.absolute(0.1), 5...200)] {
      let one = try await Replications(length, threads: 1).compare(queues)
      let other = try await Replications(length, threads: count).compare(queues)
      #expect(one == other)
      #expect(one.means[0].mean.bitPattern == other.means[0].mean.bitPattern)
    }
    let one = try await Replications(.fixed(50), threads: 1).outcomes(of: queues[0])
    let other = try await Replications(.fixed(50), threads: count).outcomes(of: queues[0])
    #expect(one.map(\.bitPattern) == other.map(\.bitPattern))
  }

  @Test("An antithetic pair of uniform numbers has the mean one half, exactly")
  func antitheticNumbers() async throws {
    let found = try await Replications(.fixed(20), isAntithetic: true).estimate { luck in
      var stream = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 0))
      return stream.uniform()
    }
    #expect(found.mean == 0.5)
    #expect(found.standardError == 0)
  }

  @Test("Antithetic pairs know the mean of a queue better than as many independent runs")
  func antitheticQueue() async throws {
    let queue = Self.queue(rate: 0.5, service: 1)
    let pairs = try await Replications(.fixed(200), isAntithetic: true).estimate(queue)
    let singles = try await Replications(.fixed(400)).estimate(queue)
    #expect(pairs.count == 200)
    #expect(pairs.standardError < 0.8 * singles.standardError)
    #expect(abs(pairs.mean - Self.present(0.5, 1)) < 4 * pairs.standardError)
  }

  @Test("Replications go on until the mean, or every difference, is known well enough")
  func stopping() async throws {
    let queues = [
      Self.queue(rate: 0.5, service: 1), Self.queue(rate: 0.5, service: 0.8),
      Self.queue(rate: 0.5, service: 0.6),
    ]
    let single = try await Replications(.until(.relative(0.05), 5...2_000)).estimate(queues[0])
    #expect(single.interval.halfWidth <= 0.05 * single.mean)
    #expect(single.count < 2_000)
    let found = try await Replications(.until(.absolute(0.04), 5...2_000)).compare(queues)
    for difference in found.differences {
      #expect(difference.interval.halfWidth <= 0.04)
      guard case .preciseEnough = difference.ending else {
        Issue.record("ended with \(String(describing: difference.ending))")
        continue
      }
    }
    #expect(found.means.allSatisfy { $0.ending == nil })
    let fewest = try await Replications(.until(.absolute(1e-9), 2...12)).estimate(queues[0])
    #expect(fewest.count == 12)
    #expect(fewest.ending == .mostReached)
  }

  @Test("What says nothing is left out of means")
  func nothing() async throws {
    let found = try await Replications(.fixed(10)).estimate { luck in
      luck.luck.replication.isMultiple(of: 2) ? 3 : .nan
    }
    #expect(found.count == 5)
    #expect(found.mean == 3)
  }

  @Test("The beginning to leave out is that of the averages over replications")
  func warmUp() async throws {
    // Uniform numbers about 0.5, of which the first forty lie higher by 5.
    let series: @Sendable (ReplicationLuck) -> [Double] = { luck in
      var stream = luck.stream(StreamAddress(kind: 1, number: 0, purpose: 0))
      return (0..<300).map { stream.uniform() + ($0 < 40 ? 5 : 0) }
    }
    let replications = Replications(.fixed(30))
    let all = try await replications.outcomes(of: series)
    let averages = (0..<300).map { index in all.map { $0[index] }.reduce(0, +) / 30 }
    let found = try await replications.warmUp(of: series)
    #expect(found == WarmUp(mser5: averages))
    #expect(try (40...150).contains(#require(found).length))
  }

  @Test("A cancelled task stops")
  func cancellation() async throws {
    let study = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await Replications(.fixed(1_000_000)).estimate { _ in 0 }
    }
    await #expect(throws: CancellationError.self) { try await study.value }
  }
}
