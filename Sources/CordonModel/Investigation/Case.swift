// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

/// A case in the hands of investigators, laboratories, prosecutors or courts.
///
/// With its slot in the table of cases it is one line of the cache, so that most cases, which are the police's own, lie
/// close together; what only those of volunteers have is apart from it (``VolunteerCase``).
struct Case: Sendable, BitwiseCopyable {
  /// How a case came about.
  enum Route: UInt8, Sendable, BitwiseCopyable {
    /// Evidence of volunteers.
    case volunteer
    /// A referral that police received otherwise.
    case referral
    /// An arrest by undercover officers.
    case undercover
    /// Devices seized for another crime: only the laboratory sees it.
    case otherDevices
    /// A case against volunteers.
    case enforcement

    /// The kind of entity whose luck the case has.
    var entity: Entity {
      switch self {
      case .volunteer: .contact
      case .referral: .referral
      case .undercover: .undercover
      case .otherDevices: .otherDevices
      case .enforcement: .enforcement
      }
    }
  }

  /// What investigators do next.
  enum Stage: UInt8, Sendable, BitwiseCopyable {
    /// Before the devices come back: enquiries, arrest, interview.
    case enquiries
    /// After they have come back: the file for the prosecutor.
    case preparation
  }

  /// How far a case has come that began with an arrest.
  enum Reached: UInt8, Sendable, BitwiseCopyable {
    case arrest
    case charge
    case conviction
  }

  /// The number of the entity whose luck it has.
  var number: UInt64
  /// How it came about.
  var route: Route
  /// What investigators do next.
  var stage = Stage.enquiries
  /// The offence.
  var offence = Offence.other
  /// Assessed risk, whether a referral will lead to an arrest, and whether the volunteers' file is used: in bits.
  private let traits: UInt8
  /// The area that works on it.
  var area: UInt32
  /// When it started to wait where it waits now.
  var queued = 0.0
  /// The officer-hours that it takes relative to those stated, or of devices of another crime the days of a bench; not a
  /// number until it is drawn.
  var effort = Double.nan
  /// When it lapses if it still waits for investigators; infinite while it does not wait.
  var lapse = Double.infinity
  /// Its ticket in the investigators' queue.
  var ticket = Ticket.none
  /// Where the rest of a case by or against volunteers is, an index of `volunteerCases`.
  var volunteers = UInt32.max

  init(
    number: UInt64, route: Route, stage: Stage = .enquiries, offence: Offence = .other,
    grade: UInt8 = 1, area: UInt32, leadsToArrest: Bool = false, usesFile: Bool = true,
    volunteers: UInt32 = .max, effort: Double = .nan
  ) {
    self.number = number
    self.route = route
    self.stage = stage
    self.offence = offence
    traits = grade << 2 | (leadsToArrest ? 1 : 0) | (usesFile ? 2 : 0)
    self.area = area
    self.volunteers = volunteers
    self.effort = effort
  }

  /// Assessed risk, an index of `InvestigationParameters.gradeNames`.
  var grade: UInt8 { traits >> 2 }
  /// Whether a referral will lead to an arrest.
  var leadsToArrest: Bool { traits & 1 != 0 }
  /// Whether the volunteers' file is used as evidence; otherwise their suspect is pursued on other evidence, for
  /// volunteer cases only.
  var usesFile: Bool { traits & 2 != 0 }
  /// Whether it is decided by volunteers' evidence.
  var isOnVolunteersEvidence: Bool { route == .volunteer && usesFile }

  // Each is one access to the table of cases.
  /// It waits for investigators.
  mutating func wait(with ticket: Ticket, until lapse: Double, effort: Double) {
    (self.ticket, self.lapse, self.effort) = (ticket, lapse, effort)
  }

  /// Investigators have taken it up.
  mutating func takeUp(effort: Double) {
    wait(with: .none, until: .infinity, effort: effort)
  }
}

/// What a case by or against volunteers has beyond what all have.
struct VolunteerCase: Sendable, BitwiseCopyable {
  /// The group whose evidence it rests on, or against which it is, an index of `groups`.
  var group: UInt32
  /// Quality of the volunteers' evidence, 0 to 1.
  var quality = 0.0
  /// When the suspect was arrested, in days.
  var arrested = 0.0
  /// Viewers of the suspect's confrontation once it is published at the charge; 0 if it is not.
  var withheldViewers = 0.0
  /// When the suspect was arrested or the file was received, in days.
  var recorded = 0.0
  /// When it was charged, in days.
  var charged = Double.nan
}
