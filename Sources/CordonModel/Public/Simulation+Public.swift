// SPDX-License-Identifier: GPL-3.0-or-later

extension Simulation {
  /// An arrest on volunteers' evidence deters, and takes the suspect out of the pool.
  mutating func countDeterringArrest() {
    perceivedRisk.add(1, at: now)
    removeFromPool()
  }
}
