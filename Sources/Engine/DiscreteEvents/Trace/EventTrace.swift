// SPDX-License-Identifier: GPL-3.0-or-later

/// A record of the events of a run, kept, handed on, or held against that of an earlier run.
///
/// A trace sees events and no random stream, so a run with it has the results of one without. One that
/// is off costs a branch for each event. One that hands on calls its function once a batch, never
/// for a single event, and keeps a batch in memory; one that verifies keeps the earlier trace.
///
/// - Complexity: O(1) to record an event, amortised over a batch.
public struct EventTrace: Sendable {
  private enum Mode: Sendable {
    case keep
    case handOn(batch: Int, to: @Sendable ([TraceRecord]) -> Void)
    case verify(against: [TraceRecord])
  }
  /// Whether the trace takes events.
  public let isOn: Bool
  private let mode: Mode
  private var kept: [TraceRecord] = []
  /// The number of events that the trace was told of.
  public private(set) var count = 0
  /// The first record at which the run differed from the trace it is held against.
  public private(set) var difference: TraceDifference?

  private init(isOn: Bool, mode: Mode) {
    self.isOn = isOn
    self.mode = mode
  }

  /// A trace that takes nothing.
  public static let off = EventTrace(isOn: false, mode: .keep)

  /// A trace that keeps every record: 24 bytes an event.
  public static func keeping() -> EventTrace { EventTrace(isOn: true, mode: .keep) }

  /// A trace that hands records on in batches; call `finish` for the last.
  public static func handingOn(
    batch: Int = 4096, to body: @escaping @Sendable ([TraceRecord]) -> Void
  ) -> EventTrace {
    Invariants.refuse(unless: batch > 0, "a batch of \(batch) records is never full")
    var trace = EventTrace(isOn: true, mode: .handOn(batch: batch, to: body))
    trace.kept.reserveCapacity(batch)
    return trace
  }

  /// A trace that holds the run against an earlier one; call `finish` at the end of the run.
  public static func verifying(against earlier: [TraceRecord]) -> EventTrace {
    EventTrace(isOn: true, mode: .verify(against: earlier))
  }

  /// Records an event, if the trace is on.
  @inlinable
  public mutating func record(
    time: Double, kind: Int, payload: @autoclosure () -> Int = 0
  ) {
    if isOn { take(TraceRecord(time: time, kind: kind, payload: payload())) }
  }

  @usableFromInline
  mutating func take(_ record: TraceRecord) {
    switch mode {
    case .keep:
      kept.append(record)
    case .handOn(let batch, let body):
      kept.append(record)
      if kept.count == batch {
        body(kept)
        kept.removeAll(keepingCapacity: true)
      }
    case .verify(let earlier):
      let expected = count < earlier.count ? earlier[count] : nil
      if difference == nil, record != expected {
        difference = TraceDifference(index: count, expected: expected, found: record)
      }
    }
    count += 1
  }

  /// Ends the run: hands on the last batch, or notes that the earlier run went on for longer.
  public mutating func finish() {
    switch mode {
    case .keep:
      break
    case .handOn(_, let body):
      if !kept.isEmpty { body(kept) }
      kept.removeAll()
    case .verify(let earlier):
      if difference == nil, count < earlier.count {
        difference = TraceDifference(index: count, expected: earlier[count], found: nil)
      }
    }
  }

  /// The records that are kept: all of them, or those of the batch that is not full yet.
  public var records: [TraceRecord] { kept }
}

/// The first record at which a run differs from an earlier trace.
public struct TraceDifference: Hashable, Sendable, CustomStringConvertible {
  /// The number of events before it, which are the same in both.
  public let index: Int
  /// The event of the earlier run, nil if that had ended.
  public let expected: TraceRecord?
  /// The event of this run, nil if it had ended.
  public let found: TraceRecord?

  /// A difference at the given index.
  public init(index: Int, expected: TraceRecord?, found: TraceRecord?) {
    self.index = index
    self.expected = expected
    self.found = found
  }

  /// The difference in words.
  public var description: String {
    let expected = expected.map(\.description) ?? "the end of the run"
    let found = found.map(\.description) ?? "the end of the run"
    return "event \(index): expected \(expected), found \(found)"
  }
}
