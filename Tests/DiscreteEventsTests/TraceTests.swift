// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Synchronization
import Testing

@Suite("Event traces")
struct TraceTests {
  private static let run = (0..<10).map {
    TraceRecord(time: Double($0) / 3, kind: $0 % 3, payload: $0 << 40)
  }

  private func replay(_ records: [TraceRecord], in trace: EventTrace) -> EventTrace {
    var trace = trace
    for record in records {
      trace.record(time: record.time, kind: record.kind, payload: record.payload)
    }
    trace.finish()
    return trace
  }

  @Test("A trace that is off keeps nothing and does not even ask for the payload")
  func off() {
    var trace = EventTrace.off
    func payload() -> Int {
      Issue.record("the payload was asked for")
      return 0
    }
    trace.record(time: 1, kind: 2, payload: payload())
    #expect(trace.records.isEmpty)
    #expect(trace.count == 0)
  }

  @Test("A trace that keeps has every record in order")
  func keeping() {
    let trace = replay(Self.run, in: .keeping())
    #expect(trace.records == Self.run)
    #expect(trace.count == 10)
  }

  @Test("A trace that hands on does so in batches, and the rest at the end", arguments: 1...11)
  func handingOn(batch: Int) {
    let store = Store()
    let trace = replay(Self.run, in: .handingOn(batch: batch) { store.append($0) })
    let batches = store.batches
    #expect(trace.records.isEmpty)
    #expect(Array(batches.joined()) == Self.run)
    #expect(batches.dropLast().allSatisfy { $0.count == batch })
    #expect(batches.count == (10 + batch - 1) / batch)
  }

  @Test("The same run has no difference")
  func verifyingTheSame() {
    #expect(replay(Self.run, in: .verifying(against: Self.run)).difference == nil)
  }

  @Test("A difference in a time's last bit, a kind or a payload is told with its index")
  func firstDifference() throws {
    for change in [
      { $0.time = $0.time.nextUp }, { $0.kind += 1 }, { $0.payload += 1 },
    ] as [(inout TraceRecord) -> Void] {
      var other = Self.run
      change(&other[4])
      change(&other[7])
      let difference = try #require(
        replay(other, in: .verifying(against: Self.run)).difference)
      #expect(difference.index == 4)
      #expect(difference.expected == Self.run[4])
      #expect(difference.found == other[4])
    }
  }

  @Test("A run that ends early or goes on differs at the end of the shorter one")
  func differentLengths() throws {
    let short = Array(Self.run.prefix(6))
    let early = try #require(replay(short, in: .verifying(against: Self.run)).difference)
    #expect(early == TraceDifference(index: 6, expected: Self.run[6], found: nil))
    let late = try #require(replay(Self.run, in: .verifying(against: short)).difference)
    #expect(late == TraceDifference(index: 6, expected: nil, found: Self.run[6]))
    #expect(
      late.description
        == "event 6: expected the end of the run, found kind 0 with payload 6597069766656 at time 2.0"
    )
  }

  @Test("A stored trace comes back bit by bit")
  func storedTrace() {
    var records = Self.run
    records.append(TraceRecord(time: -0.0, kind: 1 << 32 - 1, payload: .min))
    var bytes: [UInt8] = []
    for record in records { record.store(in: &bytes) }
    #expect(bytes.count == records.count * TraceRecord.storedSize)
    #expect(TraceRecord.records(storedIn: bytes) == records)
    #expect(TraceRecord.records(storedIn: Array(bytes.dropLast())) == nil)
  }

  @Test("The lowest byte is stored first, on every machine")
  func storedBytes() {
    var bytes: [UInt8] = []
    TraceRecord(time: 1, kind: 2, payload: 0x0102).store(in: &bytes)
    #expect(bytes == [0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 2, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0])
  }
}

/// What a trace handed on.
private final class Store: Sendable {
  private let kept = Mutex<[[TraceRecord]]>([])
  var batches: [[TraceRecord]] { kept.withLock { $0 } }
  func append(_ batch: [TraceRecord]) { kept.withLock { $0.append(batch) } }
}
