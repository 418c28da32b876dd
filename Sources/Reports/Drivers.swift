// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// The mark that says on which estimates a picture rests.
///
/// The mechanisms come from the picture's outcomes.
enum Drivers {
  /// The mark for a picture of these outcomes: how many of their inputs are estimates.
  static func mark(
    of outcomes: [Outcome], in all: OutcomeSet, _ inputs: [ReportInput], isShort: Bool = false
  ) -> HTML {
    var mechanisms: [String] = []
    for section in all.sections where outcomes.contains(where: { $0.section == section }) {
      mechanisms += section.drivers.filter { !mechanisms.contains($0) }
    }
    let guesses = inputs.filter(\.isOfTheWorld).filter { $0.evidence.grade == .d }.distinct
    let own = guesses.filter { mechanisms.contains($0.part) }
    guard !guesses.isEmpty else { return "" }
    let deep = guesses.count { $0.evidence.isDeep }
    let words = isShort ? "" : " Of all these, \(deep) are responses that no source measures."
    return """
      <p class="grade"><a href="#inputs" class="badge">Grade D</a> \(counted(own.count, "estimate"))\
      <span class="rest"> in \(mechanisms.joined(separator: ", "))</span>; through feedback \
      \(guesses.count - own.count) more.\(words)</p>
      """
  }
}

extension [ReportInput] {
  /// The values without repeated paths; the first of each path stays.
  var distinct: [ReportInput] {
    var seen: Set<String> = []
    return filter { seen.insert($0.path).inserted }
  }
}
