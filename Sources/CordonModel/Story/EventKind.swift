// SPDX-License-Identifier: GPL-3.0-or-later

/// A kind of event, as the story of a run names it.
///
/// Every event has one: the switch in `Event.kind` has no default, so that a new event cannot be left
/// out of the story.
public enum EventKind: String, Hashable, Sendable, CaseIterable {
  case leversChange = "levers-change"
  case dayBegins = "day-begins"
  case monthEnds = "month-ends"
  case deskShift = "desk-shift"
  case foundingCandidate = "founding-candidate"
  case groupStops = "group-stops"
  case conversionCandidate = "conversion-candidate"
  case contact
  case chatEnds = "chat-ends"
  case handoverDeadline = "handover-deadline"
  case fileRead = "file-read"
  case fileCompleted = "file-completed"
  case stingStarts = "sting-starts"
  case policeArrive = "police-arrive"
  case policeTakeOver = "police-take-over"
  case stingEnds = "sting-ends"
  case crowdCandidate = "crowd-candidate"
  case crowdLeaves = "crowd-leaves"
  case escalates
  case publicCall = "public-call"
  case unitsRequested = "units-requested"
  case unitsFree = "units-free"
  case partnerFree = "partner-free"
  case responseShift = "response-shift"
  case referral
  case undercoverArrest = "undercover-arrest"
  case otherDevices = "other-devices"
  case caseWorked = "case-worked"
  case caseLapses = "case-lapses"
  case examined
  case chargeDecision = "charge-decision"
  case pleaHeard = "plea-heard"
  case readyForTrial = "ready-for-trial"
  case trialEnds = "trial-ends"
  case volunteerVerdict = "volunteer-verdict"
  case suicide
}

extension EventKind {
  /// How much a reader wants to hear of a kind who has not asked for it.
  enum Interest {
    /// Each one belongs to the story.
    case always
    /// One from which nothing follows is left out, such as a chat that is dropped.
    case ifAnythingFollows
    /// There are too many, and single ones say little.
    case onRequest
  }

  /// What happens, in words.
  public var words: String { told.words }

  /// How much of it belongs to the story.
  var interest: Interest { told.interest }

  private var told: (words: String, interest: Interest) {
    switch self {
    case .leversChange: ("levers change", .always)
    case .dayBegins: ("triggers are judged", .ifAnythingFollows)
    case .monthEnds: ("a month ends", .onRequest)
    case .deskShift: ("desks open or close", .onRequest)
    case .foundingCandidate: ("somebody thinks of founding a group", .ifAnythingFollows)
    case .groupStops: ("the group's time is over", .ifAnythingFollows)
    case .conversionCandidate: ("the group thinks of joining the police", .ifAnythingFollows)
    case .contact: ("an adult makes contact", .onRequest)
    case .chatEnds: ("the chat ends", .ifAnythingFollows)
    case .handoverDeadline: ("the group's patience with police ends", .always)
    case .fileRead: ("an officer has read the file", .always)
    case .fileCompleted: ("the file comes back completed", .always)
    case .stingStarts: ("the sting starts", .always)
    case .policeArrive: ("police arrive", .always)
    case .policeTakeOver: ("police take over", .always)
    case .stingEnds: ("the sting ends without police", .always)
    case .crowdCandidate: ("somebody comes by", .onRequest)
    case .crowdLeaves: ("somebody leaves the crowd", .onRequest)
    case .escalates: ("the sting escalates", .always)
    case .publicCall: ("the public calls response police", .onRequest)
    case .unitsRequested: ("police are called", .always)
    case .unitsFree: ("response units are free", .onRequest)
    case .partnerFree: ("the first of two response units is free", .onRequest)
    case .responseShift: ("response police change shifts", .onRequest)
    case .referral: ("police receive a referral", .onRequest)
    case .undercoverArrest: ("undercover officers arrest a suspect", .onRequest)
    case .otherDevices: ("devices of another crime come in", .onRequest)
    case .caseWorked: ("investigators have done their part", .always)
    case .caseLapses: ("the case has waited too long", .always)
    case .examined: ("the devices have been examined", .always)
    case .chargeDecision: ("the prosecutor decides", .always)
    case .pleaHeard: ("a guilty plea is heard", .always)
    case .readyForTrial: ("the case is ready for trial", .always)
    case .trialEnds: ("the trial ends", .always)
    case .volunteerVerdict: ("the court decides on the volunteers", .always)
    case .suicide: ("an exposed person dies by suicide", .always)
    }
  }
}

extension Event {
  /// What kind of event it is.
  var kind: EventKind {
    switch self {
    case .leversChange: .leversChange
    case .dayBegins: .dayBegins
    case .monthEnds: .monthEnds
    case .deskShift: .deskShift
    case .foundingCandidate: .foundingCandidate
    case .groupStops: .groupStops
    case .conversionCandidate: .conversionCandidate
    case .contact: .contact
    case .chatEnds: .chatEnds
    case .handoverDeadline: .handoverDeadline
    case .fileRead: .fileRead
    case .fileCompleted: .fileCompleted
    case .stingStarts: .stingStarts
    case .policeArrive: .policeArrive
    case .policeTakeOver: .policeTakeOver
    case .stingEnds: .stingEnds
    case .crowdCandidate: .crowdCandidate
    case .crowdLeaves: .crowdLeaves
    case .escalates: .escalates
    case .publicCall: .publicCall
    case .unitsRequested: .unitsRequested
    case .unitsFree: .unitsFree
    case .partnerFree: .partnerFree
    case .responseShift: .responseShift
    case .referral: .referral
    case .undercoverArrest: .undercoverArrest
    case .otherDevices: .otherDevices
    case .caseWorked: .caseWorked
    case .caseLapses: .caseLapses
    case .examined: .examined
    case .chargeDecision: .chargeDecision
    case .pleaHeard: .pleaHeard
    case .readyForTrial: .readyForTrial
    case .trialEnds: .trialEnds
    case .volunteerVerdict: .volunteerVerdict
    case .suicide: .suicide
    }
  }
}
