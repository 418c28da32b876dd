// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments

/// The runs and histories that are kept, with one bound on the memory that they take.
///
/// A run is known by everything that decides it, so that a lever that is moved leaves the runs of all other policies
/// where they are. Runs that were not used for longest go first. Of histories the late futures go first: each question
/// begins with future 1, and goes to the last one only if somebody waits for it.
struct RunStore {
  /// What is kept.
  struct Key: Hashable {
    /// Everything that decides it but for luck: a digest.
    let what: String
    /// The number of the future.
    let future: Int
  }

  private struct Kept<Value> {
    let value: Value
    let bytes: Int
    var used: Int
  }

  /// How many bytes runs and histories may take together: half of them each.
  let most: Int
  private var runs: [Key: Kept<RunOutcomes>] = [:]
  private var histories: [Key: Kept<SharedHistory>] = [:]
  /// When the histories of a world were used last.
  private var worlds: [String: Int] = [:]
  private(set) var bytesOfRuns = 0
  private(set) var bytesOfHistories = 0
  private var clock = 0

  /// A store of nothing.
  init(most: Int) { self.most = most }

  /// Whether there is a run.
  func hasRun(_ key: Key) -> Bool { runs[key] != nil }

  /// A run; nil if it is not there.
  mutating func run(_ key: Key) -> RunOutcomes? {
    clock += 1
    runs[key]?.used = clock
    return runs[key]?.value
  }

  /// A history; nil if it is not there.
  mutating func history(_ key: Key) -> SharedHistory? {
    clock += 1
    worlds[key.what] = clock
    return histories[key]?.value
  }

  /// Keeps a run.
  mutating func keep(_ run: RunOutcomes, as key: Key) {
    clock += 1
    let bytes = run.byteCount
    guard runs.updateValue(Kept(value: run, bytes: bytes, used: clock), forKey: key) == nil else {
      return
    }
    bytesOfRuns += bytes
    guard bytesOfRuns > most / 2 else { return }
    bytesOfRuns -= Self.shrink(&runs, by: bytesOfRuns - most / 20 * 9) {
      $0.value.used < $1.value.used
    }
  }

  /// Keeps a history that takes so many bytes.
  mutating func keep(_ history: SharedHistory, as key: Key, bytes: Int) {
    clock += 1
    worlds[key.what] = clock
    guard histories.updateValue(Kept(value: history, bytes: bytes, used: clock), forKey: key) == nil
    else { return }
    bytesOfHistories += bytes
    guard bytesOfHistories > most / 2 else { return }
    let worlds = worlds
    bytesOfHistories -= Self.shrink(&histories, by: bytesOfHistories - most / 20 * 9) {
      (worlds[$0.key.what] ?? 0, -$0.key.future) < (worlds[$1.key.what] ?? 0, -$1.key.future)
    }
    let left = Set(histories.keys.map(\.what))
    self.worlds = worlds.filter { left.contains($0.key) }
  }

  /// Drops what comes first in an order until so many bytes are free, and says how many are.
  private static func shrink<Value>(
    _ kept: inout [Key: Kept<Value>], by bytes: Int,
    _ goesFirst: (_ one: (key: Key, value: Kept<Value>), _ other: (key: Key, value: Kept<Value>)) ->
      Bool
  ) -> Int {
    var freed = 0
    for (key, value) in kept.sorted(by: { goesFirst(($0.key, $0.value), ($1.key, $1.value)) }) {
      guard freed < bytes else { break }
      kept[key] = nil
      freed += value.bytes
    }
    return freed
  }
}

extension RunOutcomes {
  /// How many bytes it takes: what its arrays have room for, with their heads.
  var byteCount: Int {
    func bytes<Element>(_ array: [Element]) -> Int {
      array.capacity * MemoryLayout<Element>.stride + 32
    }
    func bytes<Element>(within arrays: [[Element]]) -> Int {
      arrays.reduce(bytes(arrays)) { $0 + bytes($1) }
    }
    return MemoryLayout<RunOutcomes>.size + bytes(counted) + bytes(months) + bytes(monthly)
      + bytes(within: areas) + bytes(within: areaMonthly)
  }
}
