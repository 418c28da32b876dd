// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// What the world is like: the parameters of all mechanisms.
public struct Parameters: Hashable, Sendable {
  /// The country as a whole: residents and officers.
  public var country = CountryParameters()
  /// How many do the work that the model follows.
  public var staffing = StaffingParameters()
  /// How volunteer groups form, what they are like, and how they stop.
  public var groups = GroupParameters()
  /// What a licence asks of a group and costs police.
  public var licence = LicenceParameters()
  /// How decoys are contacted and how chats run.
  public var chats = ChatParameters()
  /// Whether a file is handed over quietly, and with what quality.
  public var handover = HandoverParameters()
  /// Where and when stings happen, and who sees them.
  public var stings = StingParameters()
  /// Who gathers at a sting, and how it escalates.
  public var crowd = CrowdParameters()
  /// Who calls police to a sting, beside the volunteers.
  public var callers = CallerParameters()
  /// How police answer calls and come to stings.
  public var response = ResponseParameters()
  /// How volunteers' files are read.
  public var triage = TriageParameters()
  /// How referrals are investigated.
  public var investigation = InvestigationParameters()
  /// How devices are examined.
  public var forensics = ForensicsParameters()
  /// How cases are charged, listed and tried.
  public var court = CourtParameters()
  /// What police do against volunteers.
  public var enforcement = EnforcementParameters()
  /// What exposure does to suspects and to wrong persons.
  public var harm = HarmParameters()
  /// How publicity, trust and deterrence rise and fade.
  public var publicMood = PublicMoodParameters()
  /// How adults offend against children, and how police find them.
  public var offenders = OffenderParameters()
  /// How volunteers answer to what police and courts do.
  public var behaviour = BehaviourParameters()
  /// What work and events cost.
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
    + CallerParameters.fields.map { $0.lifted(\.callers, under: "callers") }
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
