// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents
import Glibc

/// The share of contacts that is left at a home, as it was at some moment, and how far it can have gone since.
///
/// Of which contacts something comes, the last share that was worked out mostly tells, at no exponential: all levels on which it depends have one time constant and decay to 0, so until one of them jumps the
/// logarithm of the share moves by at most ``reach`` in all, and by that part of it which has decayed.
struct KnownShare: Sendable {
  /// The share of contacts before thinning for a group with the activity of its founding and a whole pool; infinite
  /// before any is known.
  private var share = Double.infinity
  private var reach = 0.0
  private var time = 0.0
  private var levels = Levels()

  /// The levels on which a share depends.
  struct Levels: Equatable, Sendable {
    /// Perceived risk, volunteers' actions, stings heard of, acquittals.
    var disturbances = SIMD4<Double>(repeating: 0)
    var since = SIMD4<Double>(repeating: 0)

    init() {}

    @inline(__always)
    init(_ a: DecayingLevel, _ b: DecayingLevel, _ c: DecayingLevel, _ d: DecayingLevel) {
      disturbances = SIMD4(a.disturbance, b.disturbance, c.disturbance, d.disturbance)
      since = SIMD4(a.since, b.since, c.since, d.since)
    }
  }

  init() {}

  /// What is known at a time.
  ///
  /// `reach` is the sum of the sizes of all terms of the logarithm that decay. The perceived certainty, a level over
  /// another one plus a constant, decays no faster than they do.
  init(_ share: Double, reach: Double, levels: Levels, at time: Double) {
    (self.share, self.reach, self.levels, self.time) = (share, reach, levels, time)
  }

  /// Between what the share lies; from 0 to infinity where nothing is known of it.
  @inline(__always)
  func bounds(
    _ levels: Levels, timeConstant: Double, at now: Double
  ) -> (least: Double, most: Double) {
    let drift = reach * (now - time) / timeConstant
    guard drift <= 1, share < .infinity, levels == self.levels else { return (0, .infinity) }
    // exp(x) is at most 1 + x + x^2 and at least 1 + x for x up to 1; the rest is for rounding.
    return (
      share * (1 - drift) * (1 - 1e-9), share * (1 + drift + drift * drift) * (1 + 1e-9)
    )
  }
}

/// What is made of contacts at one moment.
struct ContactPull {
  /// The factor of deterrence.
  let deterred: Double
  /// The factor of the volunteers' answer to what police and courts do.
  let encouraged: Double
  /// How far the logarithm of both may move in all until a level jumps.
  let reach: Double
}

extension Simulation {
  /// The levels on which the share of contacts depends.
  @inline(__always)
  private var shareLevels: KnownShare.Levels {
    KnownShare.Levels(perceivedRisk, volunteerActions, stingsHeardOf, acquittals)
  }

  /// Between what the share of contacts that is left lies, from what was known of it last.
  @inline(__always)
  func contactBounds(in home: UInt32, activity: Double = 1) -> (least: Double, most: Double) {
    let known = knownShares[Int(home)].bounds(
      shareLevels, timeConstant: perceivedRisk.timeConstant, at: now)
    let factor = activity * (activeOffenders / parameters.offenders.pool)
    return (known.least * factor, known.most * factor)
  }

  /// What deterrence and the volunteers' answer to police make of contacts at a home now.
  @inline(__always)
  func contactPull(in home: UInt32) -> ContactPull {
    let behaviour = parameters.behaviour
    let (risk, certainty) = (perceivedRisk.level(at: now), perceivedCertainty)
    let signals = signals(in: home)
    let deterrence = parameters.publicMood.deterrence
    return ContactPull(
      deterred: exp(-deterrence * risk - behaviour.deterrenceByCertainty * certainty),
      encouraged: behaviour.stings.factor(for: signals),
      reach: abs(deterrence * risk) + abs(behaviour.deterrenceByCertainty * certainty)
        + abs(behaviour.stings.toAcquittals * signals.acquittals))
  }

  /// Notes what contacts at a home come to now.
  @inline(__always)
  mutating func note(_ pull: ContactPull, in home: UInt32) {
    knownShares[Int(home)] = KnownShare(
      pull.deterred * pull.encouraged / parameters.chats.headroom, reach: pull.reach,
      levels: shareLevels, at: now)
  }

  /// What the share of a group's contacts that is left does not exceed as long as nothing jumps that could raise it: levers,
  /// values of the world, acquittals, police who act against the group.
  ///
  /// Perceived risk deters, and the pool and the group shrink. The certainty with which volunteers expect police to act is never further
  /// below that of history than that itself. Acquittals are forgotten.
  @inline(__always)
  func contactLimit(of group: Group) -> Double {
    contactLimits[Int(group.area)] * activity(of: group)
      * (activeOffenders / parameters.offenders.pool)
  }

  /// Works out limits anew after a jump, and goes back to contacts that were passed over and are not yet past.
  mutating func renewContactLimits() {
    let behaviour = parameters.behaviour
    let uncertainty = behaviour.deterrenceByCertainty * scenario.history.enforcement
    for home in contactLimits.indices {
      var signals = signals(in: UInt32(home))
      if behaviour.stings.toAcquittals < 0 { signals.acquittals = 0 }
      // The rest is for rounding.
      contactLimits[home] =
        exp(uncertainty) * behaviour.stings.factor(for: signals) / parameters.chats.headroom
        * (1 + 1e-9)
    }
    for group in groups.indices { renewContact(of: UInt32(group)) }
  }

  /// The levers or the world have changed: nothing is known of shares.
  mutating func forgetContactShares() {
    for home in knownShares.indices { knownShares[home] = KnownShare() }
  }
}
