// SPDX-License-Identifier: GPL-3.0-or-later

/// Which luck the states of a study have; the policies of one state always share theirs.
public enum StateLuck: String, CaseIterable, Hashable, Sendable {
  /// Each state has luck of its own: states are independent of each other.
  case own
  /// All states share the luck of the same futures: differences between states are paired, and the errors of
  /// all states go together.
  case shared

  /// What it means, as a clause.
  public var words: String {
    switch self {
    case .own: "each state has luck of its own"
    case .shared: "all states share the luck of the same futures"
    }
  }
}
