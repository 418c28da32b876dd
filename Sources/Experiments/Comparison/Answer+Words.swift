// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// What an answer says in words.
extension Answer {
  /// The name of the reference in a sentence.
  public var referenceWords: String { isFromStatusQuo ? "the status quo" : reference }

  /// The whole answer in one sentence: what each policy does better and worse than the reference.
  public var sentence: String {
    "Against \(referenceWords), " + policies.indices.map(clause).joined(separator: "; ") + "."
  }

  /// How many outcomes of a kind are named in the sentence, the first with its number; the others are counted.
  private static let mostNamed = 3

  /// What is said of one policy.
  private func clause(_ policy: Int) -> String {
    let cells = rows.map { $0.cells[policy] }
    func named(_ verdict: Verdict, _ words: String) -> String? {
      let found = cells.filter { $0.difference.verdict == verdict }
      guard !found.isEmpty else { return nil }
      let names = found.prefix(Self.mostNamed).enumerated().map { number, cell in
        cell.difference.outcome.title.uncapitalised
          + (number == 0 ? " (\(cell.difference.change))" : "")
      }
      return "\(words) \(Self.list(names, further: found.count - names.count))"
    }
    let parts = [
      named(.better, "better in"), named(.worse, "worse in"), named(.more, "more in"),
      named(.fewer, "less in"),
    ].compactMap(\.self)
    guard !parts.isEmpty else {
      let alike = cells.count { $0.difference.verdict.isAlike }
      guard alike > 0 else { return "nothing is decided for \(policies[policy])" }
      let open =
        alike < cells.count
        ? " in \(alike) of \(cells.count) outcomes; the others are not decided" : ""
      return "\(policies[policy]) has no difference that matters\(open)"
    }
    return "\(policies[policy]) is " + parts.joined(separator: ", ")
  }

  /// Names as a list: `a, b and c`, or `a, b and 3 more`.
  private static func list(_ names: [String], further: Int) -> String {
    let all = names + (further > 0 ? ["\(further) more"] : [])
    guard all.count > 1, let last = all.last else { return all.joined() }
    return all.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Which rows simulate a past that lies outside what was observed, in a sentence; nil if none does.
  public var recordSentence: String? {
    let marked = rows.filter { $0.outside > 0 }
    guard !marked.isEmpty else { return nil }
    let names = marked.map { row in
      "\(row.outcome.title.uncapitalised) (\(row.outside) of \(row.observed.count))"
    }
    return "Marked †: what was observed lies outside nine of ten simulated futures, for "
      + Self.list(names, further: 0) + "."
  }
}

extension Answer.Row {
  /// The name with the unit, as the head of a row in which numbers are those of a year: `Cost`, `GBP`.
  ///
  /// The unit is empty where the name says it.
  public var head: (title: String, unit: String) {
    let unit = outcome.unit
    let words = unit.split(separator: " ", maxSplits: 1).first.map(String.init) ?? unit
    guard unit.hasSuffix(" per year") else { return (outcome.title, unit) }
    let noun = unit.dropLast(" per year".count)
    let isSaid = outcome.title.lowercased().hasPrefix(words.lowercased()) || noun == "people"
    return (outcome.title, isSaid ? "" : String(noun))
  }
}

extension Answer.Cell {
  /// What a cell says, as a page colours it.
  public enum Kind: String, Hashable, Sendable {
    case better, worse
    /// Decided, where no direction is better.
    case parted
    /// No difference that matters.
    case alike
    /// Not decided, or not known.
    case open
  }

  /// What the cell says.
  public var kind: Kind {
    switch difference.verdict {
    case .better: .better
    case .worse: .worse
    case .more, .fewer: .parted
    case .lessThanMatters, .noDifference: .alike
    case .undecided, .unknown: .open
    }
  }

  /// How sure it is or what would tell, and whether it turns over the years; empty if there is nothing to say.
  public var smallWords: String {
    let verdict = difference.verdict
    return [
      verdict.isDecided ? difference.sideWords : verdict.detail,
      difference.turning == nil ? nil : "turns over the years",
    ].compactMap(\.self).joined(separator: "; ")
  }
}

extension Difference {
  /// The mean difference with how often it is counted: `+480 a year`, or with its unit.
  public var change: String {
    let unit = outcome.unit
    let value = EstimateText(self).value
    if unit.hasSuffix(" per year") { return "\(value) a year" }
    return unit == "share" ? value : "\(value) \(unit)"
  }

  /// In how many futures the outcome is on the side of its mean: `187 of 200, 13 equal`; nil without a pair.
  public var sideWords: String? {
    guard count > 0 else { return nil }
    let ties = equal > 0 && equal < count ? ", \(grouped(equal)) equal" : ""
    if equal == count { return "equal in all \(grouped(count))" }
    let isMore = mean >= 0
    return "\(isMore ? "more" : "less") in \(grouped(isMore ? higher : lower)) of \(grouped(count))"
      + ties
  }
}

extension String {
  /// The text with its first letter in lower case, unless the second is a capital, too: for our own words.
  var uncapitalised: String {
    guard let first, dropFirst().first?.isUppercase != true else { return self }
    return first.lowercased() + dropFirst()
  }
}
