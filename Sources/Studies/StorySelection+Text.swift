// SPDX-License-Identifier: GPL-3.0-or-later

public import CordonModel
public import Declarations
public import Experiments

extension StorySelection.Contact {
  /// Reads `17/204`; returns nil if the text is no contact.
  public init?(_ text: String) {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { UInt32($0) }
    guard numbers.count == 2, let group = numbers[0], let contact = numbers[1] else { return nil }
    self.init(group: group, contact: contact)
  }
}

extension StoryKind {
  /// The kind of a name, such as `sting-starts`; nil if there is none.
  public init?(named name: String) {
    guard let kind = StoryVocabulary.cordon.kinds.first(where: { $0.name == name }) else {
      return nil
    }
    self = kind
  }
}

extension StorySelectionFault {
  /// The fault in words, of options that name a group, a contact and a case.
  public func message(case name: String?) -> String {
    switch self {
    case .noSuchCase:
      "--case must be \(StorySelection.caseForms.joined(separator: ", ")), not \(name ?? "")"
    case .namesDiffer: "--group, --sting and --case name different groups or contacts"
    }
  }
}

extension StorySelection {
  /// Keeps only what happens from a day on and up to the end of another, in an area.
  ///
  /// - Throws: A ``RequestFault`` that says which areas there are.
  public mutating func keepOnly(
    from: CalendarDate?, to: CalendarDate?, area: String?, in plan: Plan
  ) throws(RequestFault) {
    let start = plan.calendar.start
    let low = from.map { Double($0 - start) } ?? -.infinity
    let high = to.map { Double($0 - start) + 1 } ?? .infinity
    times = low..<high
    guard let area else { return }
    guard let index = plan.areas.firstIndex(of: area) else {
      throw RequestFault(
        "no area is called '\(area)': there is " + plan.areas.joined(separator: ", "))
    }
    self.area = index
  }
}
