// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// What the world is like: the parameters of all mechanisms.
public struct Parameters: Hashable, Sendable {
  public var country = CountryParameters()
  public var staffing = StaffingParameters()
  public var groups = GroupParameters()
  public var licence = LicenceParameters()
  public var chats = ChatParameters()
  public var handover = HandoverParameters()
  public var stings = StingParameters()
  public var crowd = CrowdParameters()
  public var response = ResponseParameters()
  public var triage = TriageParameters()
  public var investigation = InvestigationParameters()
  public var forensics = ForensicsParameters()
  public var court = CourtParameters()
  public var enforcement = EnforcementParameters()
  public var harm = HarmParameters()
  public var publicMood = PublicMoodParameters()
  public var offenders = OffenderParameters()
  public var behaviour = BehaviourParameters()
  public var costs = CostParameters()

  /// The central values of the evidence.
  public init() {}

  /// The declarations of all parameters, mechanism by mechanism.
  public static let fields: [Field<Parameters>] =
    CountryParameters.fields.map { $0.lifted(\.country, under: "country") }
    + StaffingParameters.fields.map { $0.lifted(\.staffing, under: "staffing") }
    + GroupParameters.fields.map { $0.lifted(\.groups, under: "groups") }
    + LicenceParameters.fields.map { $0.lifted(\.licence, under: "licence") }
    + ChatParameters.fields.map { $0.lifted(\.chats, under: "chats") }
    + HandoverParameters.fields.map { $0.lifted(\.handover, under: "handover") }
    + StingParameters.fields.map { $0.lifted(\.stings, under: "stings") }
    + CrowdParameters.fields.map { $0.lifted(\.crowd, under: "crowd") }
    + ResponseParameters.fields.map { $0.lifted(\.response, under: "response") }
    + TriageParameters.fields.map { $0.lifted(\.triage, under: "triage") }
    + InvestigationParameters.fields.map { $0.lifted(\.investigation, under: "investigation") }
    + ForensicsParameters.fields.map { $0.lifted(\.forensics, under: "forensics") }
    + CourtParameters.fields.map { $0.lifted(\.court, under: "court") }
    + EnforcementParameters.fields.map { $0.lifted(\.enforcement, under: "enforcement") }
    + HarmParameters.fields.map { $0.lifted(\.harm, under: "harm") }
    + PublicMoodParameters.fields.map { $0.lifted(\.publicMood, under: "public") }
    + OffenderParameters.fields.map { $0.lifted(\.offenders, under: "offenders") }
    + BehaviourParameters.fields.map { $0.lifted(\.behaviour, under: "behaviour") }
    + CostParameters.fields.map { $0.lifted(\.costs, under: "costs") }
}
