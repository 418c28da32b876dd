// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Testing

@testable import Designs

@Suite("A design of given levels")
struct LevelDesignTests {
  @Test("that is a grid has all combinations, the last factor changing fastest")
  func isGrid() throws {
    let design = try Design.grid([
      levels("a", [1, 2]), levels("b", [10, 20, 30]), levels("c", [5]),
    ])
    #expect(design.count == 6)
    #expect(
      design.numbers == [
        [1, 10, 5], [1, 20, 5], [1, 30, 5], [2, 10, 5], [2, 20, 5], [2, 30, 5],
      ])
    #expect(design.coordinates(of: 0) == nil)
  }

  @Test("that is several grids has one after the other, and factors of all their levels")
  func isUnion() throws {
    let design = try Design.grids([
      [levels("a", [1, 2]), levels("b", [7])],
      [levels("b", [8, 7]), levels("a", [3, 2])],
      [levels("a", [9]), levels("b", [9])],
    ])
    #expect(
      design.numbers == [[1, 7], [2, 7], [3, 8], [3, 7], [2, 8], [2, 7], [9, 9]])
    #expect(design.factors.map(\.path) == ["a", "b"])
    #expect(design.factors[0].levels?.map(\.number) == [1, 2, 3, 9])
  }

  @Test("that is a list has its states in their order")
  func isList() throws {
    let rows: [[Setting]] = [
      [.number(3), .flag(true)], [.number(1), .flag(false)], [.number(3), .flag(false)],
    ]
    let design = try Design.list(of: [("a", number()), ("b", .flag)], rows)
    #expect((0..<3).map(design.values) == rows)
    #expect(design.factors.map(\.domain) == [.listed, .listed])
  }

  @Test("that is a list holds a million states")
  func isLongList() throws {
    var list = StateList(of: [("a", number()), ("b", .flag)])
    for index in 0..<1_000_000 { try list.append([.number(Double(index)), .flag(index % 3 == 0)]) }
    let design = try list.design()
    #expect(design.count == 1_000_000)
    #expect(design.values(of: 999_999) == [.number(999_999), .flag(true)])
    #expect(design.values(of: 500_000) == [.number(500_000), .flag(false)])
  }

  @Test("keeps its states where states, another grid or levels of the first factor are appended")
  func keepsPrefix() throws {
    let block = [try levels("a", [1, 2]), try levels("b", [7, 8])]
    let grid = try Design.grid(block)
    let longer = try Design.grid([levels("a", [1, 2, 3]), levels("b", [7, 8])])
    let wider = try Design.grid([levels("a", [1, 2]), levels("b", [7, 8, 9])])
    let union = try Design.grids([block, [levels("a", [5]), levels("b", [5])]])
    #expect(Array(longer.numbers.prefix(4)) == grid.numbers)
    #expect(Array(union.numbers.prefix(4)) == grid.numbers)
    #expect(Array(wider.numbers.prefix(4)) != grid.numbers)
    let rows: [[Setting]] = [[.number(3)], [.number(1)], [.number(2)]]
    let list = try Design.list(of: [("a", number())], Array(rows.prefix(2)))
    let extended = try Design.list(of: [("a", number())], rows)
    #expect(Array(extended.numbers.prefix(2)) == list.numbers)
    #expect(grid.keepsPrefix && list.keepsPrefix)
  }

  @Test("has a state of no values where nothing is varied")
  func isSingle() {
    #expect(Design.single.count == 1)
    #expect(Design.single.values(of: 0).isEmpty)
  }

  @Test("computes a state of a grid of ten million without making the others")
  func isLarge() throws {
    let ten = (0..<10).map(Double.init)
    let design = try Design.grid((0..<7).map { try levels("x\($0)", ten) })
    #expect(design.count == Design.stateLimit)
    #expect(design.values(of: 9_876_543).map(\.number) == [9, 8, 7, 6, 5, 4, 3])
  }

  @Test("is refused where it is too large, samples, or its grids differ in their paths")
  func isRefused() throws {
    let ten = (0..<10).map(Double.init)
    let many = try (0..<8).map { try levels("x\($0)", ten) }
    let countless = try (0..<30).map { try levels("x\($0)", ten) }
    #expect(throws: DesignError.self) { try Design.grid(many) }
    #expect(throws: DesignError.self) { try Design.grid(countless) }
    #expect(throws: DesignError.self) { try Design.grids([]) }
    #expect(throws: DesignError.self) { try Design.grid(unitFactors(2)) }
    #expect(throws: DesignError.self) { try Design.grid([many[0], many[0]]) }
    #expect(throws: DesignError.self) { try Design.grids([[many[0]], [many[1]]]) }
    #expect(throws: DesignError.self) { try Design.grids([[many[0]], [many[0], many[1]]]) }
    #expect(throws: DesignError.self) { try Design.list(of: [("a", number())], []) }
  }
}
