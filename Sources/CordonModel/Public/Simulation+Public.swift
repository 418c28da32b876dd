// SPDX-License-Identifier: GPL-3.0-or-later

extension Simulation {
  /// How fast the public forgets, and its trust at rest, may have changed.
  mutating func renewMood(from before: World) {
    let own = parameters.publicMood
    publicity.change(timeConstant: own.publicityDecay, at: now)
    publicTrust.change(timeConstant: own.trustReversion, at: now)
    publicTrust.change(rest: own.trustMean, at: now)
    perceivedRisk.change(timeConstant: own.riskDecay, at: now)
    acquittals.change(timeConstant: own.riskDecay, at: now)
    volunteerActions.change(timeConstant: own.riskDecay, at: now)
    stingsHeardOf.change(timeConstant: own.riskDecay, at: now)
  }

  /// An arrest on volunteers' evidence deters, and takes the suspect out of the pool.
  mutating func countDeterringArrest() {
    perceivedRisk.add(1, at: now)
    removeFromPool()
  }
}
