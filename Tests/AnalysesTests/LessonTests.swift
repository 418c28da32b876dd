// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Chance
import Declarations
import Designs
import StatisticalTesting
import Testing

@Suite("What pasts say of unknowns")
struct LessonTests {
  private static let share = FieldKind.number(unit: .share, allowed: 0...1)

  private func pasts(_ values: [Double], weights: [Double]) -> KnownPasts {
    KnownPasts(
      source: "a table", madeFrom: "", unknowns: ["a.share", "another.share"],
      dates: [CalendarDate(dayNumber: 0)], counts: [],
      pasts: zip(values, weights).enumerated().map { number, pair in
        KnownPasts.Past(
          replication: number + 1, lineage: [0], weight: pair.1, simulated: [],
          values: [.number(pair.0), .number(0.5)])
      })
  }

  private func factor(_ path: String, _ domain: Factor.Domain) throws -> Factor {
    try Factor(path, Self.share, domain)
  }

  @Test("Pasts that repeat the prior have learnt nothing, and lie where its quantiles are")
  func nothing() throws {
    let values = (0..<1_000).map { 0.2 + 0.6 * (Double($0) + 0.5) / 1_000 }
    let known = pasts(values, weights: values.map { _ in 1 })
    let lessons = known.lessons(beside: [try factor("a.share", .range(0.2...0.8))])
    #expect(lessons.count == 1)
    let lesson = try #require(lessons.first)
    for (position, share) in zip(lesson.positions, Posterior.Learnt.shares) {
      #expect(agree(position, share, within: 2e-3))
    }
    // The values are the means of cells of width 0.6 / 1,000, those of the prior of cells of 0.6 / 2,000: with n cells
    // the variance is 0.36 / 12 (1 - 1 / n^2), and n - 1 divides the prior's.
    let prior = 0.03 * (1 - 1 / 4e6) * 2_000 / 1_999
    #expect(lesson.learnt.isSetByPrior)
    #expect(agree(lesson.learnt.contraction, 1 - 0.03 * (1 - 1e-6) / prior))
    #expect(agree(lesson.learnt.priorMean, 0.5) && agree(lesson.learnt.mean, 0.5))
  }

  @Test("Weights decide: of two pasts with three quarters and a quarter")
  func weighted() throws {
    let lesson = try #require(
      pasts([0.3, 0.4], weights: [3, 1]).lessons(
        beside: [try factor("other", .range(0...1)), try factor("a.share", .range(0.2...0.6))]
      ).first)
    #expect(agree(lesson.learnt.mean, 0.325))
    #expect(agree(lesson.learnt.deviation, 0.1 * (3.0 / 16).squareRoot()))
    #expect(lesson.learnt.quantiles == [0.3, 0.3, 0.3, 0.3, 0.4])
    // The prior's variance, 0.4 squared over 12, is that of 2,000 means of equal cells, of which 1,999 divide.
    let prior = 0.16 / 12 * (1 - 1 / 4e6) * 2_000 / 1_999
    #expect(agree(lesson.learnt.contraction, 1 - 0.001875 / prior))
    #expect(!lesson.learnt.isSetByPrior)
    #expect(agree(lesson.positions[0], 0.25, within: 1e-3))
    #expect(agree(lesson.positions[4], 0.5, within: 1e-3))
    #expect(lesson.words([0.123_456]) == ["12.3%"])
    #expect(lesson.prior == "20% to 60%")
  }

  @Test("Numbers are told to three digits in the unit in which they are declared")
  func units() {
    let rate = FieldKind.number(unit: .perYear, allowed: 0...10)
    #expect(rate.rounded(0.000_92) == "0.336 per year")
    #expect(rate.rounded(0) == "0 per year")
    #expect(Self.share.rounded(0.002_971_3) == "0.297%")
    #expect(FieldKind.number(unit: .days, allowed: 0...1e9).rounded(1_234.56) == "1235 days")
  }

  @Test("Of whole numbers half of those that are equal lie below")
  func whole() throws {
    let kind = FieldKind.number(unit: .factor, allowed: 0...100, isWhole: true)
    let unknown = try Factor("a.share", kind, .range(1...4))
    let lesson = try #require(pasts([2, 2], weights: [1, 1]).lessons(beside: [unknown]).first)
    #expect(lesson.positions.allSatisfy { agree($0, 0.375, within: 1e-3) })
  }

  @Test("What is no number, and what has no prior, is no lesson")
  func none() throws {
    let flag = try Factor("a.share", .flag, .levels([.flag(true), .flag(false)]))
    #expect(pasts([0.3], weights: [1]).lessons(beside: [flag]).isEmpty)
    #expect(pasts([0.3], weights: [1]).lessons(beside: []).isEmpty)
  }
}
