// SPDX-License-Identifier: GPL-3.0-or-later

/// Memory that a value owns together with its copies, until one of them changes.
///
/// Calendar, waiting lines and entity tables keep theirs in one each. Before a value writes, it makes
/// sure that nobody else refers to the memory, once for the whole operation, where an array would do so
/// at every access; whoever reads keeps the memory alive by ``read(_:)``. Aligned to the lines of the
/// cache.
@frozen
@usableFromInline
struct Memory: @unchecked Sendable {  // written only by a value that alone refers to it
  /// What is shared by the values that refer to the memory, and frees it after the last of them.
  @usableFromInline
  final class Owner {
    let start: UnsafeMutableRawPointer

    init(of start: UnsafeMutableRawPointer) { self.start = start }

    deinit { start.deallocate() }
  }

  @usableFromInline var owner: Owner
  /// Where it begins; kept beside the owner to spare every access a step.
  @usableFromInline let start: UnsafeMutableRawPointer

  @inlinable static var line: Int { 64 }

  @usableFromInline
  init(byteCount: Int) {
    start = .allocate(byteCount: byteCount, alignment: Self.line)
    owner = Owner(of: start)
  }

  /// Whether nobody else refers to the memory.
  @inlinable
  @inline(__always)
  mutating func isUnique() -> Bool { isKnownUniquelyReferenced(&owner) }

  /// Calls `body` with the memory, which lives until it returns.
  @inlinable
  @inline(__always)
  func read<Result>(_ body: (UnsafeMutableRawPointer) -> Result) -> Result {
    defer { withExtendedLifetime(owner) {} }
    return body(start)
  }
}
