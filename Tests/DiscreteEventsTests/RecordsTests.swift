// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import StatisticalTesting
import Testing

@Suite("Records")
struct RecordsTests {
  private var records: Records {
    var records = Records("class", "waited")
    records.add(2, 0.5)
    records.add(1, 0)
    records.add(2, 1.5)
    return records
  }

  @Test("Rows are read back by column, as a table and by class")
  func reading() {
    #expect(records.count == 3)
    #expect(records["waited"] == [0.5, 0, 1.5])
    #expect(records.csv == "class,waited\n2.0,0.5\n1.0,0.0\n2.0,1.5\n")
    let tallies = records.tallies(of: "waited", by: "class")
    #expect(tallies.map(\.of) == [1, 2])
    #expect(tallies.map(\.tally.mean) == [0, 1])
    #expect(tallies.map(\.tally.count) == [1, 2])
  }

  @Test("After a warm-up no row is left, and the columns are")
  func warmUp() {
    var records = records
    records.reset()
    #expect((records.count, records.csv) == (0, "class,waited\n"))
  }

  @Test("A row of another length stops the program with a sentence")
  func wrongRow() async throws {
    let ending = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var records = Records("class", "waited")
      records.add(1)
    }
    try expect(ending, says: "a row has 2 numbers, not 1")
  }
}
