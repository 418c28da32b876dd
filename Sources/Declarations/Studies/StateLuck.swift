// SPDX-License-Identifier: GPL-3.0-or-later

/// Which luck the states of a study have; all policies of a state have the same in any case.
public enum StateLuck: String, CaseIterable, Hashable, Sendable {
  /// Each state has luck of its own: states are independent of each other.
  case own
  /// All states share the luck of the same futures: differences between states are paired, and all states
  /// err together.
  case shared

  /// What it means, as a clause.
  public var words: String {
    switch self {
    case .own: "each state has luck of its own"
    case .shared: "all states share the luck of the same futures"
    }
  }
}
