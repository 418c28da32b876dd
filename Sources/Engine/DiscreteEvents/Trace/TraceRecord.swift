// SPDX-License-Identifier: GPL-3.0-or-later

/// What happened at one instant of a run, as a trace keeps it: a time, a kind and what it concerned.
@frozen
public struct TraceRecord: Hashable, Sendable, BitwiseCopyable {
  /// The time of the event, compared to the last bit.
  public var time: Double
  /// The kind of event, by the caller's numbering.
  public var kind: UInt32
  /// What the event concerned, by the caller's numbering.
  public var payload: UInt64

  /// A record of an event.
  @inlinable
  public init(time: Double, kind: UInt32, payload: UInt64) {
    self.time = time
    self.kind = kind
    self.payload = payload
  }

  /// The number of bytes of a stored record.
  public static let storedSize = 20

  /// Appends the record to a store: time, kind and payload, their lowest bytes first.
  public func store(in bytes: inout [UInt8]) {
    withUnsafeBytes(of: time.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    withUnsafeBytes(of: kind.littleEndian) { bytes.append(contentsOf: $0) }
    withUnsafeBytes(of: payload.littleEndian) { bytes.append(contentsOf: $0) }
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
          kind: UInt32(
            littleEndian: store.loadUnaligned(fromByteOffset: offset + 8, as: UInt32.self)),
          payload: UInt64(
            littleEndian: store.loadUnaligned(fromByteOffset: offset + 12, as: UInt64.self)))
      }
    }
  }
}

extension TraceRecord: CustomStringConvertible {
  /// The record in words.
  public var description: String { "kind \(kind) with payload \(payload) at time \(time)" }
}
