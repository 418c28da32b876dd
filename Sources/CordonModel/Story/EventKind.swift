// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// A kind of event, as the story of a run names it.
///
/// Every event has one. The switch in `Event.kind` has no default, so nobody can leave a new event out of the story.
enum EventKind: Int, CaseIterable {
  case periodBegins
  case leversChange
  case dayBegins
  case monthEnds
  case deskShift
  case foundingCandidate
  case groupStops
  case conversionCandidate
  case contact
  case chatEnds
  case handoverDeadline
  case fileRead
  case fileCompleted
  case stingStarts
  case volunteersCall
  case policeAlarmed
  case policeArrive
  case policeTakeOver
  case stingEnds
  case crowdChanges
  case escalates
  case publicCall
  case unitsFree
  case partnerFree
  case responseShift
  case referral
  case undercoverArrest
  case otherDevices
  case caseWorked
  case caseLapses
  case examined
  case chargeDecision
  case pleaHeard
  case readyForTrial
  case trialEnds
  case volunteersTried
  case followUp
  case suicide
}

extension EventKind {
  /// What the story says of the kind.
  var story: StoryKind { StoryVocabulary.cordon.kinds[rawValue] }

  /// The kind with its name, its words and how much of it belongs to the story.
  fileprivate var described: StoryKind {
    func kind(_ name: String, _ words: String, _ interest: StoryKind.Interest) -> StoryKind {
      StoryKind(number: rawValue, name: name, words: words, interest: interest)
    }
    return switch self {
    case .periodBegins: kind("period-begins", "the world changes by date", .always)
    case .leversChange: kind("levers-change", "levers change", .always)
    case .dayBegins: kind("day-begins", "triggers are judged", .ifAnythingFollows)
    case .monthEnds: kind("month-ends", "a month ends", .onRequest)
    case .deskShift: kind("desk-shift", "desks open or close", .onRequest)
    case .foundingCandidate:
      kind("founding-candidate", "somebody thinks of founding a group", .ifAnythingFollows)
    case .groupStops: kind("group-stops", "the group's time is over", .ifAnythingFollows)
    case .conversionCandidate:
      kind("conversion-candidate", "the group thinks of joining the police", .ifAnythingFollows)
    case .contact: kind("contact", "an adult makes contact", .onRequest)
    case .chatEnds: kind("chat-ends", "the chat ends", .ifAnythingFollows)
    case .handoverDeadline:
      kind("handover-deadline", "the group's patience with police ends", .always)
    case .fileRead: kind("file-read", "an officer has read the file", .always)
    case .fileCompleted: kind("file-completed", "the file comes back completed", .always)
    case .stingStarts: kind("sting-starts", "the sting starts", .always)
    case .volunteersCall: kind("volunteers-call", "the volunteers call police", .always)
    case .policeAlarmed: kind("police-alarmed", "somebody who is there calls police", .always)
    case .policeArrive: kind("police-arrive", "police arrive", .always)
    case .policeTakeOver: kind("police-take-over", "police take over", .always)
    case .stingEnds: kind("sting-ends", "the sting ends without police", .always)
    case .crowdChanges: kind("crowd-changes", "people come to the crowd or leave it", .onRequest)
    case .escalates: kind("escalates", "the sting escalates", .always)
    case .publicCall: kind("public-call", "the public calls response police", .onRequest)
    case .unitsFree: kind("units-free", "response units are free", .onRequest)
    case .partnerFree: kind("partner-free", "the first of two response units is free", .onRequest)
    case .responseShift: kind("response-shift", "response police change shifts", .onRequest)
    case .referral: kind("referral", "police receive a referral", .onRequest)
    case .undercoverArrest:
      kind("undercover-arrest", "undercover officers arrest a suspect", .onRequest)
    case .otherDevices: kind("other-devices", "devices of another crime come in", .onRequest)
    case .caseWorked: kind("case-worked", "investigators have done their part", .always)
    case .caseLapses: kind("case-lapses", "the case has waited too long", .always)
    case .examined: kind("examined", "the devices have been examined", .always)
    case .chargeDecision: kind("charge-decision", "the prosecutor decides", .always)
    case .pleaHeard: kind("plea-heard", "a guilty plea is heard", .always)
    case .readyForTrial: kind("ready-for-trial", "the case is ready for trial", .always)
    case .trialEnds: kind("trial-ends", "the trial ends", .always)
    case .volunteersTried:
      kind("volunteers-tried", "the court decides on the volunteers", .always)
    case .followUp: kind("follow-up", "an arrest is followed up", .onRequest)
    case .suicide: kind("suicide", "an exposed person dies by suicide", .always)
    }
  }
}

extension StoryVocabulary {
  /// The words in which this model records what happens.
  public static let cordon = StoryVocabulary(
    kinds: EventKind.allCases.map(\.described), identifiers: StorySubject.columns,
    name: \.name)
}

extension Event {
  /// What kind of event it is.
  var kind: EventKind {
    switch self {
    case .periodBegins: .periodBegins
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
    case .volunteersCall: .volunteersCall
    case .policeAlarmed: .policeAlarmed
    case .policeArrive: .policeArrive
    case .policeTakeOver: .policeTakeOver
    case .stingEnds: .stingEnds
    case .crowdChanges: .crowdChanges
    case .escalates: .escalates
    case .publicCall: .publicCall
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
    case .volunteersTried: .volunteersTried
    case .followUp: .followUp
    case .suicide: .suicide
    }
  }
}
