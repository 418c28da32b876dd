// SPDX-License-Identifier: GPL-3.0-or-later

public import CReferences

/// Memory that a value owns together with its copies, until one of them changes.
///
/// Calendar, waiting lines and entity tables keep theirs in one each. Before a value writes, it makes
/// sure that nobody else refers to the memory, once for the whole operation and without a call, where an array would
/// call its library at every access; whoever reads keeps the memory alive by ``read(_:)``. Aligned to the lines of the
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
  ///
  /// It is asked before every write, so the library is called only where the counts do not show it.
  @inlinable
  @inline(__always)
  mutating func isUnique() -> Bool {
    let isShown = showsOneReference
    assert(!isShown || isKnownUniquelyReferenced(&owner), "two values refer to the memory")
    return _fastPath(isShown) || isKnownUniquelyReferenced(&owner)
  }

  /// Whether the counts of the owner show that nobody else refers to the memory; if not, that may still be so.
  @inlinable
  @inline(__always)
  var showsOneReference: Bool {
    cordon_has_one_reference(Unmanaged.passUnretained(owner).toOpaque())
  }

  /// Calls `body` with the memory, which lives until it returns.
  @inlinable
  @inline(__always)
  func read<Result>(_ body: (UnsafeMutableRawPointer) -> Result) -> Result {
    defer { withExtendedLifetime(owner) {} }
    return body(start)
  }
}
