// SPDX-License-Identifier: GPL-3.0-or-later

/// How the states of a study were chosen: what may be said of them depends on it.
public enum StateDesign: String, CaseIterable, Hashable, Sendable {
  /// All combinations of levels.
  case grid
  /// States one by one, as somebody listed them.
  case list
  /// Points that fill the ranges or follow the laws of all factors together.
  case sample
  /// A centre, and each factor alone at its ends.
  case ends
  /// Blocks of states that depend on each other, for indices of Sobol'.
  case blocks

  /// What it means, as a clause.
  public var words: String {
    switch self {
    case .grid: "the states are all combinations of levels"
    case .list: "the states were listed one by one"
    case .sample: "the states are a sample that varies all factors together"
    case .ends: "the states move one factor at a time from a centre to its ends"
    case .blocks: "the states come in blocks, made for indices of Sobol'"
    }
  }
}
