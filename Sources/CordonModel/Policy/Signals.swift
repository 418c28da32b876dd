// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// What volunteers can see of the stance of police and courts, relative to history.
struct Signals: Sendable {
  var recognition: Double
  var promptness: Double
  var enforcement: Double
  var acquittals: Double
}

extension Levers {
  /// How far police and prosecutors recognise volunteers' evidence, 0 (not at all) to 1 (in full).
  var recognition: Double { acceptance * (1 - prosecutorsStrictness) }

  /// What the promised time of an answer is worth: 0 without a channel, 1 for an answer at once, 37% if the promise
  /// is as long as the scale, in days.
  func promptness(scale: Double) -> Double { exp(-handoverPromise / scale) }

  /// Whether volunteers are offered a channel to hand files over quietly.
  var hasChannel: Bool { handoverPromise.isFinite }
}

extension Simulation {
  /// What the volunteers of an area see.
  @inline(__always)
  func signals(in area: UInt32) -> Signals {
    let (present, usual) = (levers(in: area), scenario.history)
    return Signals(
      recognition: present.recognition - usual.recognition,
      promptness: stance.promptness(in: area) - stance.usualPromptness,
      enforcement: present.enforcement - usual.enforcement,
      acquittals: acquittals.level(at: now))
  }

  /// What people see who think of founding a group: the whole country.
  @inline(__always)
  var nationalSignals: Signals {
    let usual = scenario.history
    return Signals(
      recognition: stance.recognition - usual.recognition,
      promptness: stance.promptness - stance.usualPromptness,
      enforcement: stance.enforcement - usual.enforcement,
      acquittals: acquittals.level(at: now))
  }
}
