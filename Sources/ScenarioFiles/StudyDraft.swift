// SPDX-License-Identifier: GPL-3.0-or-later

/// What files say about policies and states, before the scenario is complete.
struct StudyDraft {
  /// The list of policies; nil if the scenario's own is the only one.
  private(set) var policies: Item?
  /// How states are chosen; nil if no file says it.
  private(set) var design: Item?
  /// What varies; nil if the uncertainties do.
  private(set) var variation: Item?
  /// Which luck the states have; nil if no file says it.
  private(set) var luck: Item?
  /// What is uncertain, in the order of the files: the outermost base first.
  private(set) var uncertainties: [Item] = []
  /// How precise differences must be.
  private(set) var precision: Item?
  /// What options say about the policy; it holds for each policy of the study.
  var policyOptions: [[Catalogue<PolicyTarget>.Assignment]] = []
  /// The paths of all that can vary; nil until they are needed.
  var paths: Catalogue<String>?

  /// Takes a value.
  ///
  /// It replaces the value of an earlier file; uncertainties add up instead.
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
