// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// Which mechanisms stand behind an outcome, so that a picture can say on which estimates it rests.
///
/// The declarations link no outcome to a parameter, and every mechanism can reach every outcome
/// through the answers of volunteers and the public. What stands here is the honest minimum: the
/// mechanisms that produce an outcome directly.
enum Drivers {
  /// The mechanisms, as the first parts of parameters' paths, that produce an outcome of a section.
  static func mechanisms(of section: Outcome.Section) -> [String] {
    switch section {
    case .justice:
      ["stings", "handover", "triage", "investigation", "forensics", "court", "enforcement"]
    case .workload:
      [
        "response", "triage", "investigation", "enforcement", "harm", "licence", "costs",
        "staffing",
      ]
    case .delay: ["triage", "investigation", "forensics", "court", "response", "staffing"]
    case .disorder: ["stings", "crowd", "response"]
    case .harm: ["stings", "crowd", "harm", "response"]
    case .volunteers: ["groups", "chats", "stings", "handover", "licence", "behaviour"]
    case .mood: ["public"]
    }
  }

  /// The mark at a picture of these outcomes: how many of their inputs are estimates.
  static func mark(
    of outcomes: [Outcome], _ inputs: [ReportInput], isShort: Bool = false
  ) -> HTML {
    let sections = Outcome.Section.allCases.filter { section in
      outcomes.contains { $0.section == section }
    }
    var mechanisms: [String] = []
    for mechanism in sections.flatMap(Self.mechanisms) where !mechanisms.contains(mechanism) {
      mechanisms.append(mechanism)
    }
    let guesses = inputs.filter(\.isOfTheWorld).filter { $0.evidence.grade == .d }.distinct
    let own = guesses.filter { mechanisms.contains($0.part) }
    guard !guesses.isEmpty else { return "" }
    let deep = guesses.count { $0.evidence.isDeep }
    let words = isShort ? "" : " \(deep) of all are responses that no source measures."
    return """
      <p class="grade"><a href="#inputs" class="badge">Grade D</a> \(own.count) estimates in \
      \(mechanisms.joined(separator: ", ")); through feedback \(guesses.count - own.count) more.\
      \(words)</p>
      """
  }
}

extension [ReportInput] {
  /// The first of all values with one path.
  var distinct: [ReportInput] {
    var seen: Set<String> = []
    return filter { seen.insert($0.path).inserted }
  }
}
