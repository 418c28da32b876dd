// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import DiscreteEvents

/// The counts of a Swift object are read where the runtime keeps them: each compiler that builds the engine has to pass.
@Suite("Memory of a value")
struct MemoryTests {
  // Asked in place: an expectation keeps a copy of what it looks at.
  private func isUnique(_ memory: inout Memory) -> Bool { memory.isUnique() }
  private func showsOneReference(_ memory: inout Memory) -> Bool { memory.showsOneReference }

  @Test("It shows that one value alone refers to it, and never if there are two")
  func counts() {
    var memory = Memory(byteCount: 64)
    #expect(showsOneReference(&memory))
    #expect(isUnique(&memory))
    for copies in 1...70 {
      let held = Array(repeating: memory, count: copies)
      #expect(!showsOneReference(&memory))
      #expect(!isUnique(&memory))
      withExtendedLifetime(held) {}
    }
    #expect(showsOneReference(&memory))
  }

  @Test("A copy that goes leaves the other one alone, whichever it is")
  func copies() {
    var first: Memory? = Memory(byteCount: 64)
    var second = first
    #expect(first?.showsOneReference == false)
    first = nil
    #expect(second?.showsOneReference == true)
    first = second
    second = nil
    #expect(first?.showsOneReference == true)
  }

  @Test("Where counts are kept elsewhere the library is asked")
  func otherReferences() {
    var memory = Memory(byteCount: 64)
    do {
      unowned let owner = memory.owner
      #expect(!showsOneReference(&memory))
      #expect(isUnique(&memory))
      withExtendedLifetime(owner) {}
    }
    weak let owner = memory.owner
    #expect(!showsOneReference(&memory))
    #expect(isUnique(&memory))
    let copy = memory
    #expect(!isUnique(&memory))
    withExtendedLifetime((owner, copy)) {}
  }

  @Test("A value that is written right after it was copied leaves the copy as it was")
  func writesAfterCopies() {
    var table = EntityTable<Int>()
    let row = table.insert(0)
    var copies: [EntityTable<Int>] = []
    for number in 1...1_000 {
      let before = table
      table[row] = number
      #expect(before[row] == number - 1)
      copies.append(before)
    }
    #expect(copies.map { $0[row] } == Array(0..<1_000))
  }
}
