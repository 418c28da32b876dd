// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import CordonModel
import Experiments
import Glibc
import Testing

@Suite("Rates of areas")
struct AreaRatesTests {
  /// Areas from a few thousand to nine million residents.
  private let residents = (0..<43).map { $0 == 4 ? 7_654 : 4e5 * exp(0.07 * Double($0)) }

  private func areas(rate: Double, factor: (Int) -> Double = { _ in 1 }, seed: UInt64 = 1)
    -> [AreaCount]
  {
    var stream = Luck(seed: 5, replication: 0).stream(
      StreamAddress(kind: 1, number: seed, purpose: 1))
    return residents.enumerated().map { index, people in
      let mean = rate * people * factor(index)
      return AreaCount(
        name: "area \(index)", residents: people,
        count: mean > 0 ? stream.draw(.poisson(mean: mean)) : 0)
    }
  }

  @Test("Equal rates give no outlier, whatever the size of the area and the rate")
  func none() {
    // An area is told by chance in at most one of a thousand studies: of 300 two or more are unlikely.
    var told = 0
    for seed in 0..<300 {
      for rate in [1e-6, 1e-5, 1e-3] {
        told += AreaRates(areas(rate: rate, seed: UInt64(seed))).outliers.isEmpty ? 0 : 1
      }
    }
    #expect(told <= 3)
  }

  @Test("An area of a few thousand residents with many times the usual rate is told")
  func small() {
    let rates = AreaRates(areas(rate: 2e-5) { $0 == 4 ? 150 : 1 })
    #expect(rates.outliers.map(\.name) == ["area 4"])
    #expect(abs(rates.usual / 2e-5 - 1) < 0.2)
    #expect(rates.outliers.first.map { $0.rate > 50 * rates.usual } == true)
  }

  @Test("An area with far less is told, if its share would be many")
  func few() {
    #expect(
      AreaRates(areas(rate: 1e-3) { $0 == 20 ? 0.2 : 1 }).outliers.map(\.name) == ["area 20"])
    #expect(AreaRates(areas(rate: 2e-5) { $0 == 4 ? 0 : 1 }).outliers.isEmpty)
  }

  @Test("Where areas spread by themselves only what is beyond the spread is told")
  func spread() {
    let factors = { (index: Int) in exp(Double(index % 7 - 3) * 0.4) }
    #expect(AreaRates(areas(rate: 1e-3, factor: factors)).outliers.isEmpty)
    let one = AreaRates(areas(rate: 1e-3) { $0 == 30 ? 40 : factors($0) })
    #expect(one.outliers.map(\.name) == ["area 30"])
  }

  @Test("A study warns of an area that stands out in all of its first replications")
  func study() throws {
    // Undercover arrests follow undercover officers, of whom one small area has most.
    func checks(officers: Int) throws -> [Check] {
      try plan(acceptances: ["open": 0.9], replications: 3) {
        $0.parameters.investigation.undercoverArrests = 2
        $0.parameters.investigation.ownPast = false
        $0.areas = (0..<6).map { index in
          var area = Area()
          (area.name, area.population) = ("area \(index)", index == 5 ? 1e6 : 12e6)
          area.undercoverOfficers = index == 5 ? officers : 120
          return area
        }
      }.checks().filter { $0.finding.contains("lies far outside the other areas") }
    }
    let found = try checks(officers: 400)
    #expect(found.count == 1)
    let words = found.first?.finding ?? ""
    #expect(words.contains("under 'open', in replications 1 to 3, area 5 lies"), "\(words)")
    #expect(words.contains("undercover-arrests"), "\(words)")
    #expect(try checks(officers: 10).isEmpty)
  }

  @Test("Two areas, or nothing in most of them, have no outliers")
  func tooFew() {
    let two = [
      AreaCount(name: "a", residents: 1e6, count: 1),
      AreaCount(name: "b", residents: 1e6, count: 1_000),
    ]
    #expect(AreaRates(two).outliers.isEmpty)
    let rare = (0..<10).map { AreaCount(name: "\($0)", residents: 1e6, count: $0 == 3 ? 9 : 0) }
    #expect(AreaRates(rare).outliers.isEmpty)
    #expect(AreaRates([]).outliers.isEmpty)
  }
}
