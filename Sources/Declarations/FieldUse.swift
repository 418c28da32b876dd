// SPDX-License-Identifier: GPL-3.0-or-later

/// What a run does with the value of a field, which decides whether it can change while the run goes on.
///
/// It stands beside the declaration, so that whoever changes the mechanism sees it. A test holds every field to
/// it.
public enum FieldUse: Hashable, Sendable {
  /// It is read whenever it is needed: a new value takes effect by itself.
  case read
  /// The state of a run holds something made from it, such as the time of the next arrival or the servers of a
  /// station, or the run adds it up at intervals. The model renews that when the value changes.
  case copied
  /// It cannot change while a run goes on, for this reason: a clause without a full stop.
  case constant(because: String)

  /// Why the value cannot change while a run goes on; nil if it can.
  public var whyConstant: String? {
    if case .constant(let reason) = self { reason } else { nil }
  }
}
