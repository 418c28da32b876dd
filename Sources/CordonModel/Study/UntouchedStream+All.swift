// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

extension UntouchedStream {
  /// Everything that no lever touches: what the public and other crimes bring to the police, the candidates that are
  /// thinned to groups and undercover arrests, and what happens to a contact or a group before police can act.
  static let all: [UntouchedStream] = [
    stream("referrals", [.referral], fields: ["investigation.referrals"]),
    stream("devices of other crimes", [.otherDevices], fields: ["forensics.other-devices"]),
    // Those that are certainly no arrest are passed over, and which these are is a matter of the lever.
    stream(
      "candidates for undercover arrests", [.undercoverArrest], .moments,
      fields: ["investigation.undercover-arrests", "staffing."]),
    stream(
      "candidates for new groups", [.foundingCandidate],
      fields: ["groups.initial", "groups.founding-maximum"]),
    stream("calls of the public", [.publicCall], fields: ["response.", "staffing."]),
    stream(
      "contacts, chats and lifetimes of groups", [.contact, .chatEnds, .groupStops], .moments,
      fields: ["groups.", "chats."]),
    stream(
      "areas of the police's own cases", [.caseWorked, .caseLapses, .examined],
      .areas(identifier: StorySubject.ownNumberIndex), fields: ["investigation.", "staffing."]),
  ]

  /// Residents decide all demand, and the warm-up decides when everything begins.
  private static let common = ["areas", "country.", "warm-up"]

  private static func stream(
    _ words: String, _ kinds: [EventKind], _ part: Part = .all, fields: [String]
  ) -> UntouchedStream {
    UntouchedStream(words, kinds: kinds.map(\.story), part, fields: fields + common)
  }
}
