// SPDX-License-Identifier: GPL-3.0-or-later

/// A name for one scheduled event, with which it can be cancelled or rescheduled.
///
/// It carries a generation: once its event has happened or was cancelled, the handle is stale, and
/// asking for it does nothing, whatever has taken the event's slot since. A slot would have to be
/// taken 2^32 times while somebody keeps a stale handle to be mistaken.
@frozen
public struct EventHandle: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline let name: SlotName

  @inlinable
  init(_ name: SlotName) {
    self.name = name
  }

  @inlinable var slot: UInt32 { name.slot }

  /// The handle of no event: it is always stale.
  @inlinable
  public static var none: EventHandle { EventHandle(.none) }
}
