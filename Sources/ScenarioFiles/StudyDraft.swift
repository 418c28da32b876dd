// SPDX-License-Identifier: GPL-3.0-or-later

/// What files say of policies and states, before the scenario is whole.
struct StudyDraft {
  /// The list of policies; nil where the scenario's own is the only one.
  private(set) var policies: Item?
  /// How states are chosen; nil where nothing is said of it.
  private(set) var design: Item?
  /// What is varied; nil where it is the uncertainties.
  private(set) var variation: Item?
  /// Which luck the states have; nil where nothing is said of it.
  private(set) var luck: Item?
  /// What is uncertain, in the order of the files: the outermost base first.
  private(set) var uncertainties: [Item] = []
  /// How well differences must be known.
  private(set) var precision: Item?
  /// What options say of the policy, which holds for each of the study's.
  var policyOptions: [[Catalogue<PolicyTarget>.Assignment]] = []
  /// The paths of all that can vary, once they have been asked for.
  var paths: Catalogue<String>?

  /// Takes a value; but for uncertainties, which add up, it replaces that of an earlier file.
  mutating func set(_ target: StudyTarget, _ item: Item) {
    switch target {
    case .policies: policies = item
    case .uncertainties: uncertainties.append(item)
    case .design: design = item
    case .variation: variation = item
    case .luck: luck = item
    case .precision: precision = item
    }
  }

  /// Where the file asks for states, if it does.
  var states: Location? { design?.location ?? variation?.location }
}
