// SPDX-License-Identifier: GPL-3.0-or-later

/// What happened at one instant of a run, as a trace keeps it: a time, a kind and what it concerned.
@frozen
public struct TraceRecord: Hashable, Sendable, BitwiseCopyable {
  /// The time of the event, compared to the last bit.
  public var time: Double
  /// The kind of event, by the caller's numbering.
  public var kind: Int
  /// What the event concerned, by the caller's numbering.
  public var payload: Int

  /// A record of an event.
  @inlinable
  public init(time: Double, kind: Int, payload: Int) {
    self.time = time
    self.kind = kind
    self.payload = payload
  }

  /// The number of bytes of a stored record.
  public static let storedSize = 20

  /// Appends the record to a store: time (8 bytes), kind (4) and payload (8), their lowest bytes first.
  ///
  /// - Precondition: The kind is from 0 to 2^32 - 1.
  public func store(in bytes: inout [UInt8]) {
    guard let kind = UInt32(exactly: kind) else {
      Invariants.fail("A kind that is stored is from 0 to 2^32 - 1, unlike \(kind)", at: time)
    }
    withUnsafeBytes(of: time.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    withUnsafeBytes(of: kind.littleEndian) { bytes.append(contentsOf: $0) }
    withUnsafeBytes(of: Int64(payload).littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// The records of a store, nil if its length is not one of whole records.
  public static func records(storedIn bytes: [UInt8]) -> [TraceRecord]? {
    guard bytes.count.isMultiple(of: storedSize) else { return nil }
    return bytes.withUnsafeBytes { store in
      stride(from: 0, to: store.count, by: storedSize).map { offset in
        TraceRecord(
          time: Double(
            bitPattern: UInt64(
              littleEndian: store.loadUnaligned(fromByteOffset: offset, as: UInt64.self))),
          kind: Int(
            UInt32(
              littleEndian: store.loadUnaligned(fromByteOffset: offset + 8, as: UInt32.self))),
          payload: Int(
            Int64(
              littleEndian: store.loadUnaligned(fromByteOffset: offset + 12, as: Int64.self))))
      }
    }
  }
}

extension TraceRecord: CustomStringConvertible {
  /// The record in words.
  public var description: String { "kind \(kind) with payload \(payload) at time \(time)" }
}
