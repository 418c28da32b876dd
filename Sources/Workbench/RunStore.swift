// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments

/// The runs and histories that are kept, with a bound on the memory that they take.
///
/// A run is known by everything that decides it, so that a lever that is moved leaves the runs of all other policies
/// where they are. What was not used for longest goes first.
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

  /// How many bytes runs and histories may take, each.
  let most: Int
  private var runs: [Key: Kept<RunOutcomes>] = [:]
  private var histories: [Key: Kept<SharedHistory>] = [:]
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
    histories[key]?.used = clock
    return histories[key]?.value
  }

  /// Keeps a run.
  mutating func keep(_ run: RunOutcomes, as key: Key) {
    clock += 1
    let bytes = run.numberCount * MemoryLayout<Double>.size + 256
    guard runs.updateValue(Kept(value: run, bytes: bytes, used: clock), forKey: key) == nil else {
      return
    }
    bytesOfRuns += bytes
    if bytesOfRuns > most { bytesOfRuns -= Self.shrink(&runs, by: bytesOfRuns - most / 10 * 9) }
  }

  /// Keeps a history that takes about so many bytes.
  mutating func keep(_ history: SharedHistory, as key: Key, bytes: Int) {
    clock += 1
    guard histories.updateValue(Kept(value: history, bytes: bytes, used: clock), forKey: key) == nil
    else { return }
    bytesOfHistories += bytes
    if bytesOfHistories > most {
      bytesOfHistories -= Self.shrink(&histories, by: bytesOfHistories - most / 10 * 9)
    }
  }

  /// Drops what was not used for longest until so many bytes are free, and says how many are.
  private static func shrink<Value>(_ kept: inout [Key: Kept<Value>], by bytes: Int) -> Int {
    var freed = 0
    for (key, value) in kept.sorted(by: { $0.value.used < $1.value.used }) {
      guard freed < bytes else { break }
      kept[key] = nil
      freed += value.bytes
    }
    return freed
  }
}
