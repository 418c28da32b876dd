// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
public import Experiments
import Statistics

/// A count that somebody could be asked for, before a policy is chosen.
public struct AskedCount: Hashable, Sendable {
  /// The index of the unknown on which its law depends.
  let factor: Int
  /// What would be counted.
  let count: PossibleCount
  /// The same in words.
  let words: String

  /// Reads `stings.streamed=200`: among 200 cases those that have the property of which the unknown is the share; of
  /// a rate the events of so many years.
  ///
  /// - Parameters:
  ///   - text: The path of an unknown that a sweep varies, and a number.
  ///   - sweep: The sweep.
  /// - Throws: If the text is another one, or the unknown neither a share nor a rate.
  public init(_ text: String, in sweep: Sweep) throws(AnalysisRefusal) {
    let parts = text.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
    let remedy =
      "Write the path of an unknown that varies, and how much is counted: stings.streamed=200"
    guard parts.count == 2, let number = Double(parts[1]), number > 0, number <= 1e6 else {
      throw AnalysisRefusal("'\(text)' is no count", remedy: remedy)
    }
    let factors = AnalysedStates(sweep).factors
    guard let factor = factors.firstIndex(where: { $0.path == parts[0] }) else {
      throw AnalysisRefusal(
        "\(parts[0]) does not vary in this sweep",
        remedy: "Take one of \(factors.map(\.path).joined(separator: ", "))")
    }
    self.factor = factor
    let path = parts[0]
    switch factors[factor].kind.unit?.dimension {
    case .share where number == number.rounded():
      count = .binomial(of: Int(number))
      words = "\(path), counted among \(counted(Int(number), "case"))"
    case .rate:
      count = .poisson(over: number * Unit.years.inCanonicalUnits)
      words = "\(path), counted over \(Readable(standardError: 0, size: number)(number)) years"
    case .share:
      throw AnalysisRefusal("\(parts[1]) is no number of cases", remedy: remedy)
    case .factor, .count, .duration, .work, .money, nil:
      throw AnalysisRefusal(
        "\(path) is neither a share nor a rate, and nothing that could be counted depends on it alone",
        remedy: "Take an unknown that is a share, or a rate")
    }
  }
}

/// What it would be worth to know an unknown or a group of them, or to make a count, before a policy is chosen.
extension SweepStates {
  static let valueOfInformationTable = AnalysisTable(
    "value-of-information",
    "A row for each outcome and what could be known: what the outcome would gain on average if it were known before "
      + "the policy is chosen.", key: ["outcome", "kind", "what"],
    [
      .outcome, .unit,
      .text(
        "kind", "What could be known: everything, a group of unknowns, an unknown, or a count.",
        words: kindWords),
      .text(
        "what",
        "The path of the unknown, the section of the group such as `behaviour.*`, the count in words, or everything."
      ),
      .whole(
        "rank",
        "The rank among the unknowns or the groups of the outcome, 1 for what is worth most; else 0."
      ),
      .number("value", "What it is worth; empty of everything, which lies between the next two."),
      .number(
        "ci_low",
        "Lower end of its 95 % interval; of everything a number that is too small on average."),
      .number(
        "ci_high", "Upper end of its 95 % interval; of everything a number that is too great."),
      .number("method_error", "By how much the value moves with curves one size up or down."),
      .said("said", of: "the value"),
    ])

  private static let kindWords = ["everything", "group", "unknown", "count"]

  /// How many unknowns are told of an outcome in words.
  private static let mostInWords = 5

  func findValueOfInformation(
    _ found: inout AnalysisFindings, seed: Int, counts: [AskedCount]
  ) throws(AnalysisRefusal) {
    let unknowns = unknowns
    let told = unknowns.indices.filter { !unknowns[$0].isTooFine }
    let knowledge = Knowledge(
      told.map { unknowns[$0] }, paths: told.map { source.factors[$0].path })
    noteTooFine(in: &found)
    // All values of outcomes that lack no state are taken of the same samples.
    var drawn = ResampleDraws(of: source.count, count: ValueOfKnowing.usualResamples, seed: seed)
    for outcome in outcomes {
      if drawn.units != outcome.table.count {
        drawn = ResampleDraws(of: outcome.table.count, count: drawn.count, seed: seed)
      }
      var block = AnalysisFindings.Block(
        title(outcome), ["To know", "is worth", "the method's error"])
      do throws(AnalysisRefusal) {
        try addEverything(of: outcome, to: &found, &block)
        let groups = try add(
          knowledge.groups, Self.kindWords[1], of: outcome, to: &found, &block, drawn)
        let values = try add(
          knowledge.unknowns, Self.kindWords[2], of: outcome, to: &found, &block, drawn)
        for count in counts {
          guard case .numbers(let numbers) = outcome.whole(unknowns[count.factor]) else { continue }
          let value = try ValueOfKnowing(
            of: count.count, on: numbers, in: outcome.table, seed: seed)
          add(value, Self.kindWords[3], count.words, rank: 0, outcome, to: &found, &block)
        }
        block.sentences = [words(values, outcome)] + groupWords(groups, outcome)
        found.lead += block.sentences
      } catch {
        block.sentences = ["\(error.message). \(error.remedy)"]
      }
      found.blocks.append(block)
    }
    found.notes += [
      "By how much an outcome would be better on average if something were known before the policy is chosen; no "
        + "study can be worth more than to know everything",
      "An unknown that is worth nothing alone may be worth something together with others"
        + (knowledge.groups.isEmpty
          ? "" : ": a group is all unknowns that vary in a section, known together"),
    ]
  }

  private func addEverything(
    of outcome: OfOutcome, to found: inout AnalysisFindings, _ block: inout AnalysisFindings.Block
  ) throws(AnalysisRefusal) {
    let all = try ValueOfKnowingAll(outcome.table)
    let error = all.outer.standardError
    let bracket = Bracket(inner: max(0, all.inner.value), outer: all.outer.value)
    found.tables[0].add(
      [.text(outcome.outcome.name), .text(outcome.outcome.unit), .text(Self.kindWords[0])]
        + [.text(Self.kindWords[0]), .whole(0), .number(.nan), .number(bracket.inner)]
        + [.number(bracket.outer), .number(.nan), all.inner.saidCell])
    let most = Readable(standardError: error, size: bracket.outer)(bracket.outer)
    block.rows.append([
      Self.kindWords[0],
      bracket.outer > 0 && all.inner.isNoise ? "at most \(most)" : bracket.words(error), "",
    ])
  }

  /// What could be known, with what it is worth.
  private typealias Valued = (what: String, value: ValueOfKnowing)

  /// Adds what each of these is worth, what is worth most first.
  private func add(
    _ items: [Knowledge.Item], _ kind: String, of outcome: OfOutcome,
    to found: inout AnalysisFindings, _ block: inout AnalysisFindings.Block,
    _ drawn: ResampleDraws
  ) throws(AnalysisRefusal) -> [Valued] {
    var values: [Valued] = []
    for item in items {
      let value = try ValueOfKnowing(
        of: item.unknowns.map(outcome.whole), in: outcome.table, drawn: drawn)
      values.append((item.what, value))
    }
    values.sort { $0.value.value.value > $1.value.value.value }
    for (rank, item) in values.enumerated() {
      add(item.value, kind, item.what, rank: rank + 1, outcome, to: &found, &block)
    }
    return values
  }

  private func add(
    _ value: ValueOfKnowing, _ kind: String, _ what: String, rank: Int, _ outcome: OfOutcome,
    to found: inout AnalysisFindings, _ block: inout AnalysisFindings.Block
  ) {
    let measured = value.value
    found.tables[0].add(
      [.text(outcome.outcome.name), .text(outcome.outcome.unit), .text(kind), .text(what)]
        + [.whole(rank)] + measured.cells + [.number(value.methodError), measured.saidCell])
    block.rows.append([
      what, measured.wordsAboveNothing,
      Readable(standardError: measured.standardError, size: value.methodError)(value.methodError),
    ])
  }

  /// What to find out next for an outcome, what is worth most first.
  private func words(_ values: [Valued], _ outcome: OfOutcome) -> String {
    let told = values.filter { !$0.value.value.isNoise }
    guard !told.isEmpty else {
      return
        "To find out next for \(outcome.outcome.name): no unknown alone is told to be worth anything"
    }
    let items = told.prefix(Self.mostInWords).map { "\($0.what) (\($0.value.value.words))" }
    return "To find out next for \(outcome.outcome.name): " + items.joined(separator: ", then ")
      + "; in \(outcome.outcome.unit)"
  }

  /// What groups are told to be worth.
  private func groupWords(_ groups: [Valued], _ outcome: OfOutcome) -> [String] {
    let told = groups.filter { !$0.value.value.isNoise }
    guard !told.isEmpty else { return [] }
    let items = told.map { "all of \($0.what) (\($0.value.value.words))" }
    return [
      "Known together for \(outcome.outcome.name): " + items.joined(separator: ", then ")
        + "; in \(outcome.outcome.unit)"
    ]
  }
}

/// What could be known before a policy is chosen: each unknown, and each section in which several vary.
private struct Knowledge {
  struct Item {
    /// The path of the unknown, or the section such as `behaviour.*`.
    let what: String
    let unknowns: [UnknownValues]
  }

  let unknowns: [Item]
  /// The sections in the order in which they first vary.
  let groups: [Item]

  init(_ values: [UnknownValues], paths: [String]) {
    unknowns = zip(paths, values).map { Item(what: $0, unknowns: [$1]) }
    let sections = paths.map { path in String(path.prefix { $0 != "." }) }
    groups = sections.indices.filter { sections.firstIndex(of: sections[$0]) == $0 }.compactMap {
      first in
      let own = sections.indices.filter { sections[$0] == sections[first] }
      return own.count > 1
        ? Item(what: "\(sections[first]).*", unknowns: own.map { values[$0] }) : nil
    }
  }
}

extension SweepStates.OfOutcome {
  /// The values of an unknown in the states that have a value for each policy.
  func whole(_ unknown: UnknownValues) -> UnknownValues {
    states.count == unknown.count ? unknown : unknown.of(states: states)
  }
}
