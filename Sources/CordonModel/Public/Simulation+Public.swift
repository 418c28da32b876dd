// SPDX-License-Identifier: GPL-3.0-or-later

extension Simulation {
  /// A sting is published: it makes publicity in proportion to its viewers.
  mutating func publish(viewers: Double) {
    guard viewers > 0 else { return }
    publicity.add(viewers / parameters.publicMood.viewersPerUnit, at: now)
  }

  /// An arrest on volunteers' evidence deters, and takes the suspect out of the pool.
  mutating func countDeterringArrest() {
    perceivedRisk.add(1, at: now)
    removeFromPool()
  }
}
