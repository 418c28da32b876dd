// SPDX-License-Identifier: GPL-3.0-or-later

/// Memory that a value owns together with its copies, until one of them changes.
///
/// Calendar, waiting lines and entity tables keep theirs in one each. Before a value writes, it makes
/// sure that nobody else refers to the memory, once for the whole operation, where an array would do so
/// at every access; whoever reads keeps the memory alive by ``read(_:)``. Aligned to the lines of the
/// cache.
@usableFromInline
final class Memory: @unchecked Sendable {  // written only by a value that alone refers to it
  @usableFromInline let start: UnsafeMutableRawPointer

  @inlinable static var line: Int { 64 }

  @usableFromInline
  init(byteCount: Int) {
    start = .allocate(byteCount: byteCount, alignment: Self.line)
  }

  deinit { start.deallocate() }

  /// Calls `body` with the memory, which lives until it returns.
  @inlinable
  @inline(__always)
  func read<Result>(_ body: (UnsafeMutableRawPointer) -> Result) -> Result {
    defer { withExtendedLifetime(self) {} }
    return body(start)
  }
}
