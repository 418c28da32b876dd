// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments

/// The states that analyses read: those of a sweep, or the pasts of a calibration from which the futures of a study of
/// one state go on.
///
/// Pasts are drawn by their weights, so each future counts alike, and a past that is drawn twice counts twice.
struct AnalysedStates: Sendable {
  private let sweep: Sweep
  /// Whether they are pasts, each with one future.
  let arePasts: Bool
  /// What differs between them.
  let factors: [Sweep.Factor]

  init(_ sweep: Sweep) {
    self.sweep = sweep
    arePasts = sweep.states == 1 && !sweep.first.unknownsOfPasts.isEmpty
    factors = arePasts ? sweep.first.unknownsOfPasts : sweep.factors
  }

  /// How many there are.
  var count: Int { arePasts ? sweep.replications.count : sweep.states }
  /// How many replications each has.
  var replications: Int { arePasts ? 1 : sweep.replications.count }
  /// How they were chosen; nil if nobody says it.
  var design: StateDesign? { arePasts ? .sample : sweep.design }
  /// Whether they share the luck of the same futures.
  var shareLuck: Bool { !arePasts && sweep.luck == .shared }

  /// Returns the values of the factors in a state, from 0.
  func settings(of state: Int) -> [Setting] {
    guard arePasts else { return sweep.settings(ofState: state) }
    return sweep.first.draws?.draw(sweep.replications.lowerBound + state).past.values ?? []
  }

  /// Returns the state of a future, from 0.
  func state(of future: Sweep.Future) -> Int {
    arePasts ? future.replication - sweep.replications.lowerBound : future.state
  }

  /// The luck of the states, and the pasts that they go on from, in sentences without a full stop.
  var notes: [String] {
    let pasts = sweep.first.wordsOfPasts?.capitalised
    guard arePasts else { return [sweep.luckSentence.withoutFullStop] + [pasts].compactMap(\.self) }
    let distinct = sweep.first.draws?.distinct(in: sweep.replications) ?? count
    let repeated =
      distinct < count
      ? [
        "Futures of one past have its unknowns and its history in common, so intervals are a little too narrow"
      ]
      : []
    return [
      pasts ?? "",
      "Each state is a past with one future, and counts by its weight: luck is not told from ignorance",
    ] + repeated
  }
}
