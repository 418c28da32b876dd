// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Synchronization

/// What is drawn for one arrival after another, ahead of its time and some at a time.
///
/// Luck and the world decide it, and nothing that happens does. So copies of a run, which go on under several policies,
/// share it: the first that comes so far draws a batch, and the others find it. Batches behind the last copy are given up.
///
/// Copies may go on in threads of their own: two may draw a batch at once, which is the same, and one of them is kept.
struct DrawnAhead: Sendable {
  private var batch: Batch?
  /// The rows of the batch, so that to read one counts no user of it.
  nonisolated(unsafe) private(set) var rows: UnsafePointer<DrawnArrival>?
  private var place = 0

  /// Nothing is drawn.
  init() {}

  /// What is drawn for the arrival that is awaited.
  @inline(__always)
  var awaited: DrawnArrival { rows.unsafelyUnwrapped[place] }

  /// Draws anew from the arrival that is awaited on; only copies that are made later share it.
  ///
  /// The arrival that is awaited comes by the luck by which it was drawn.
  mutating func begin(at number: UInt64, under luck: Luck, _ draw: Drawing) {
    let kept = place == 0 ? batch?.luckOfFirst : batch?.luck
    take(Batch(from: number, under: luck, luckOfFirst: kept ?? luck, draw))
  }

  /// Goes on to the next arrival, and returns whether it is drawn; if not, the next batch has to be taken.
  @inline(__always)
  mutating func advance() -> Bool {
    place &+= 1
    return place < Batch.size
  }

  /// Takes the batch that follows; draws it if no copy has done so.
  mutating func takeNext(_ draw: Drawing) {
    take(batch.unsafelyUnwrapped.next(draw))
  }

  private mutating func take(_ new: Batch) {
    (batch, rows, place) = (new, UnsafePointer(new.rows), 0)
  }

  /// Draws arrivals from a number on, by the luck by which all come but the first, and that of the first.
  typealias Drawing = (
    _ rows: UnsafeMutableBufferPointer<DrawnArrival>, _ first: UInt64, _ luck: Luck,
    _ luckOfFirst: Luck
  ) -> Void

  /// Arrivals in succession, and the batch that follows once a copy has drawn it.
  private final class Batch: @unchecked Sendable {
    static var size: Int { 64 }

    let luck: Luck
    let luckOfFirst: Luck
    let rows: UnsafeMutablePointer<DrawnArrival>
    private let first: UInt64
    private let following = Atomic<Unmanaged<Batch>?>(nil)

    init(from first: UInt64, under luck: Luck, luckOfFirst: Luck, _ draw: Drawing) {
      (self.first, self.luck, self.luckOfFirst) = (first, luck, luckOfFirst)
      rows = .allocate(capacity: Self.size)
      draw(UnsafeMutableBufferPointer(start: rows, count: Self.size), first, luck, luckOfFirst)
    }

    func next(_ draw: Drawing) -> Batch {
      if let drawn = following.load(ordering: .acquiring) { return drawn.takeUnretainedValue() }
      let new = Unmanaged.passRetained(
        Batch(from: first &+ UInt64(Self.size), under: luck, luckOfFirst: luck, draw))
      let (isKept, before) = following.compareExchange(
        expected: nil, desired: new, ordering: .acquiringAndReleasing)
      guard !isKept, let before else { return new.takeUnretainedValue() }
      new.release()
      return before.takeUnretainedValue()
    }

    deinit {
      rows.deallocate()
      // Batches that follow end one after the other: within one another they would take stack for each.
      var link = following.exchange(nil, ordering: .acquiring)
      while let found = link {
        var batch = found.takeRetainedValue()
        guard isKnownUniquelyReferenced(&batch) else { return }
        link = batch.following.exchange(nil, ordering: .acquiring)
      }
    }
  }
}
