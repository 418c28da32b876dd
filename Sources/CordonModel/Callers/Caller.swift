// SPDX-License-Identifier: GPL-3.0-or-later

/// Who tells police of a sting first.
enum Caller: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  /// Nobody has as yet.
  case nobody
  /// The volunteers themselves.
  case volunteers
  /// The person confronted.
  case suspect
  /// People who live beside the home at which it happens.
  case neighbours
  /// Staff of the place: of shops, stations or trains.
  case staff
  /// Somebody in the crowd.
  case bystanders

  /// The calls of this caller, as they are counted; nil of nobody's.
  var measure: Measure? {
    switch self {
    case .nobody: nil
    case .volunteers: .callsByVolunteers
    case .suspect: .callsBySuspects
    case .neighbours: .callsByNeighbours
    case .staff: .callsByStaff
    case .bystanders: .callsByBystanders
    }
  }

  /// Who it is, as the story of a run tells it.
  var words: String {
    switch self {
    case .nobody: "nobody"
    case .volunteers: "the volunteers"
    case .suspect: "the person confronted"
    case .neighbours: "neighbours"
    case .staff: "staff of the place"
    case .bystanders: "somebody in the crowd"
    }
  }
}
