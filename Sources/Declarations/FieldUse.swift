// SPDX-License-Identifier: GPL-3.0-or-later

/// What a run does with the value of a field, and so whether and how it can change while the run goes on.
///
/// It stands beside the declaration, where a change of the mechanism that reads the field would be seen to
/// break it, and a test goes through all fields and holds each to what it says.
public enum FieldUse: Hashable, Sendable {
  /// It is read whenever it is needed: a new value takes effect by itself.
  case read
  /// Something made from it is in the state of a run, such as the time of the next arrival or the servers of a
  /// station, or it is booked at intervals: where it changes the model sees to that.
  case copied
  /// It cannot change while a run goes on, for this reason: a clause without a full stop.
  case constant(because: String)

  /// Why the value cannot change while a run goes on; nil if it can.
  public var whyConstant: String? {
    if case .constant(let reason) = self { reason } else { nil }
  }
}
