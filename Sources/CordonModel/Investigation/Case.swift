// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

/// A case in the hands of investigators, laboratories, prosecutors or courts.
///
/// What all cases need comes before what only those of volunteers have, so that it lies together in memory.
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
  /// Whether it is decided by volunteers' evidence.
  var isOnVolunteersEvidence: Bool { route == .volunteer && usesFile }
  /// What investigators do next.
  var stage = Stage.enquiries
  /// The offence.
  var offence = Offence.other
  /// Assessed risk, an index of `InvestigationParameters.gradeNames`.
  var grade: UInt8 = 1
  /// The area that works on it.
  var area: UInt32
  /// Whether a referral will lead to an arrest.
  var leadsToArrest = false
  /// When it started to wait where it waits now.
  var queued = 0.0
  /// The officer-hours that it takes relative to those stated; not a number until they are drawn.
  var effort = Double.nan
  /// Its ticket in the investigators' queue.
  var ticket = Ticket.none
  /// When it lapses if it still waits.
  var lapse: EventHandle = .none
  /// The group whose evidence it rests on, an index of `groups`; for volunteer cases only.
  var group: UInt32 = 0
  /// Quality of the volunteers' evidence, 0 to 1.
  var quality = 0.0
  /// Whether the volunteers' file is used as evidence; otherwise their suspect is pursued on other
  /// evidence, for volunteer cases only.
  var usesFile = true
  /// When the suspect was arrested, in days; for volunteer cases only.
  var arrested = 0.0
  /// Viewers of the suspect's confrontation once it is published at the charge; 0 if it is not.
  var withheldViewers = 0.0
  /// When it was recorded, in days; for volunteer cases the arrest, or the receipt of the file.
  var recorded: Double
  /// When it was charged, in days.
  var charged = Double.nan

  // Each is one access to the table of cases.
  /// It waits for investigators.
  mutating func wait(with ticket: Ticket, until lapse: EventHandle) {
    (self.ticket, self.lapse) = (ticket, lapse)
  }

  /// Investigators have taken it up.
  mutating func takeUp(effort: Double) {
    wait(with: .none, until: .none)
    self.effort = effort
  }
}
