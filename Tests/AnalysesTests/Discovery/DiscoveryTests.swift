// SPDX-License-Identifier: GPL-3.0-or-later

import StatisticalTesting
import Testing

@testable import Analyses

/// Planted boxes; the probability that any test rejects although all is right is about 1e-3.
@Suite("Discovery")
struct DiscoveryTests {
  /// The centres of the cells of a grid.
  private func grid(_ size: Int) -> [UnknownValues] {
    let cells = (0..<(size * size)).map { ($0 / size, $0 % size) }
    return [
      .numbers(cells.map { (Double($0.0) + 0.5) / Double(size) }),
      .numbers(cells.map { (Double($0.1) + 0.5) / Double(size) }),
    ]
  }

  private func numbers(_ values: UnknownValues) -> [Double] {
    guard case .numbers(let numbers) = values else { preconditionFailure("no numbers") }
    return numbers
  }

  @Test("finds the box of a grid exactly, though peeling overshoots")
  func exact() throws {
    let unknowns = grid(100)
    let interest = zip(numbers(unknowns[0]), numbers(unknowns[1])).map {
      $0 > 0.6 && $1 > 0.6 ? 1.0 : 0
    }
    let found = Discovery(unknowns, interest: interest, deals: 0, seed: 1)
    // Without a deal nothing can be told from chance.
    #expect(found.boxes.isEmpty)
    let isFree = interest.map { _ in true }
    let search = BoxSearch(StateTable(unknowns, interest), isFree: isFree, fewest: 200)
    let best = try #require(search.best())
    let box = StateTable(unknowns, interest).box(best.restrictions, pValue: 1)
    #expect(box.coverage == 1 && box.density == 1 && agree(box.mass, 0.16))
    #expect(box.restrictions.map(\.unknown) == [0, 1])
    for (_, restriction) in box.restrictions {
      guard case .range(let range) = restriction else {
        Issue.record("\(restriction)")
        continue
      }
      #expect(agree(range.lowerBound, 0.6) && range.upperBound == .infinity)
    }
  }

  @Test("finds planted boxes among unknowns in vain, and says nothing of these")
  func planted() throws {
    for study in [1, 6] {
      var normals = Normals(study)
      let columns = (0..<8).map { _ in (0..<600).map { _ in normals.uniform() } }
      let levels = (0..<600).map { _ in Int(normals.uniform() * 3) }
      let interest = (0..<600).map { state in
        let isInside = columns[2][state] > 0.7 && levels[state] == 1
        return normals.uniform() < (isInside ? 0.95 : 0.05) ? 1.0 : 0
      }
      let found = Discovery(
        columns.map { .numbers($0) } + [.levels(levels, of: 3)], interest: interest, most: 1,
        deals: 99, seed: study)
      let box = try #require(found.boxes.first)
      #expect(box.restrictions.map(\.unknown) == [2, 8], "\(box.restrictions)")
      #expect(box.density > 0.8 && box.coverage > 0.5 && box.pValue == 0.01)
      for (unknown, restriction) in box.restrictions {
        switch restriction {
        case .levels(let allowed): #expect(unknown == 8 && allowed == [1])
        case .range(let range):
          #expect(abs(range.lowerBound - 0.7) < 0.05 && range.upperBound > 0.9)
        }
      }
      let tree = InterestTree(
        columns.map { .numbers($0) } + [.levels(levels, of: 3)], interest: interest, deals: 99,
        seed: study)
      let leaf = try #require(tree.leaves.first)
      #expect(leaf.density > 0.75 && leaf.coverage > 0.5)
      #expect(Set(leaf.restrictions.map(\.unknown)).isSuperset(of: [2, 8]))
      #expect(tree.leaves.reduce(0) { $0 + $1.states } == 600)
      #expect(agree(tree.leaves.reduce(0) { $0 + $1.coverage }, 1))
    }
  }

  @Test("finds two boxes, one after the other")
  func two() throws {
    let unknowns = grid(40)
    let interest = zip(numbers(unknowns[0]), numbers(unknowns[1])).map {
      $0 > 0.7 && $1 > 0.5 || $0 < 0.2 && $1 < 0.3 ? 1.0 : 0
    }
    let found = Discovery(unknowns, interest: interest, deals: 99, seed: 1)
    #expect(found.boxes.count == 2)
    #expect(agree(found.boxes.reduce(0) { $0 + $1.coverage }, 1))
    #expect(found.boxes.allSatisfy { $0.density == 1 })
  }

  @Test("finds a box or a split in noise no more often than it says")
  func noise() {
    let studies = 100
    var (boxes, splits) = (0, 0)
    for study in 1...studies {
      var normals = Normals(study)
      let columns = (0..<5).map { _ in
        UnknownValues.numbers((0..<150).map { _ in normals.uniform() })
      }
      let interest = (0..<150).map { _ in normals.uniform() < 0.3 ? 1.0 : 0 }
      if !Discovery(columns, interest: interest, most: 1, deals: 99, seed: study).boxes.isEmpty {
        boxes += 1
      }
      if InterestTree(columns, interest: interest, deals: 99, seed: study).leaves.count > 1 {
        splits += 1
      }
    }
    for found in [boxes, splits] {
      let test = coverageTest(found, of: studies, share: 0...0.01, tests: 2)
      #expect(!test.isRejected, "\(test)")
    }
  }

  @Test("Nothing of interest, or everything, has no box")
  func edges() {
    let unknowns = grid(10)
    for value in [0.0, 1] {
      let interest = [Double](repeating: value, count: 100)
      #expect(Discovery(unknowns, interest: interest, deals: 99, seed: 1).boxes.isEmpty)
      #expect(InterestTree(unknowns, interest: interest, deals: 99, seed: 1).leaves.count == 1)
    }
    #expect(Discovery([], interest: [1, 0, 1], deals: 99, seed: 1).boxes.isEmpty)
  }
}
