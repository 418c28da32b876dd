// SPDX-License-Identifier: GPL-3.0-or-later

/// Levers that people think of together, and what each is called beside a control.
public struct LeverGroup: Hashable, Sendable {
  /// A lever in a group.
  public struct Member: Hashable, Sendable {
    /// The lever's path.
    public let lever: String
    /// What it is called, in two or three words.
    public let label: String

    init(_ lever: String, _ label: String) { (self.lever, self.label) = (lever, label) }
  }

  /// What the group is about.
  public let title: String
  /// Its levers.
  public let members: [Member]

  /// All groups; each lever is in one of them.
  public static let all = [
    LeverGroup(
      title: "Files of volunteers",
      members: [
        Member("acceptance", "Files adopted"), Member("evidence-checklist", "Published checklist"),
        Member("handover-promise", "Quiet hand-over answered"),
        Member("triage-priority", "Place in the queue"),
        Member("liaison", "Investigators set aside"),
        Member("prosecutors-strictness", "Prosecutors’ strictness"),
      ]),
    LeverGroup(
      title: "Live streams",
      members: [
        Member("live-stream-condition", "Condition"),
        Member("live-stream-compliance", "Groups that keep to it"),
        Member("stream-removal", "Removed by platforms after"),
      ]),
    LeverGroup(
      title: "At a sting",
      members: [
        Member("notice", "Groups that give notice"),
        Member("standby-officers", "Officers who stand by"),
        Member("identity-check", "Identities checked before"),
        Member("duty-of-care", "Exposed suspects looked after"),
      ]),
    LeverGroup(
      title: "Towards groups",
      members: [
        Member("enforcement", "Stings that bring enforcement"),
        Member("licence", "Groups under a licence"),
        Member("special-constables", "Groups that join the police"),
      ]),
    LeverGroup(title: "Police’s own work", members: [Member("undercover", "Undercover officers")]),
  ]
}
