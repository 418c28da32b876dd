// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Testing

@Suite("Entity table")
struct EntityTableTests {
  struct Person: BitwiseCopyable, Sendable, Equatable {
    var age: Int
  }

  @Test("A row is found by its number and changed in place")
  func findsRows() {
    var people = EntityTable<Person>()
    let first = people.insert(Person(age: 1))
    let second = people.insert(Person(age: 2))
    people[first].age += 40
    #expect(people[first] == Person(age: 41))
    #expect(people[second] == Person(age: 2))
    #expect(people.count == 2)
  }

  @Test("The slots of those removed are used again, so that memory does not grow")
  func reusesSlots() {
    var people = EntityTable<Person>()
    let kept = people.insert(Person(age: 7))
    var largest: Int = 0
    for age in 0..<1_000 {
      let slot = people.insert(Person(age: age))
      largest = max(largest, slot)
      people.remove(slot)
      #expect(!people.contains(slot))
    }
    #expect(largest == 1)
    #expect(people.count == 1)
    #expect(people[kept].age == 7)
  }

  @Test("Those present are visited in the order of their numbers")
  func visitsInOrder() {
    var people = EntityTable<Person>()
    let slots = (0..<5).map { people.insert(Person(age: $0)) }
    people.remove(slots[3])
    people.remove(slots[1])
    var seen: [Int] = []
    people.forEachSlot { seen.append($0) }
    var ages: [Int] = []
    people.forEachRow { ages.append($0.age) }
    #expect(ages == seen.map { people[$0].age })
    #expect(seen == [0, 2, 4])
    #expect(people.insert(Person(age: 9)) == 1)
  }

  @Test("A row is found by its number in any type of integer, and by no other number")
  func anyInteger() {
    var people = EntityTable<Person>()
    let first = people.insert(Person(age: 40))
    #expect(people[UInt8(first)].age == 40)
    #expect(people.contains(UInt64(first)))
    let others = [-1, 1, 1 << 32, Int.min, Int.max]
    #expect(!others.contains { people.contains($0) })
    #expect(!people.contains(UInt64.max))
  }

  @Test("Nobody is removed twice")
  func removesOnce() async {
    await #expect(processExitsWith: .failure) {
      var people = EntityTable<Person>()
      let slot = people.insert(Person(age: 1))
      people.remove(slot)
      people.remove(slot)
    }
  }
}
