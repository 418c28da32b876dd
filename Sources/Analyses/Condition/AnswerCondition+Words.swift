// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
import Experiments
import Statistics

/// The condition of an answer in words: the one place that has them.
extension AnswerCondition {
  /// What was looked at and what was not, in sentences without a full stop.
  public var notes: [String] {
    switch source {
    case .nothing(let reason): return [reason]
    case .ends(let futures):
      let unknowns = findings.first?.unknowns.count ?? 0
      return [
        "Each of \(counted(unknowns, "unknown")) was moved alone to both ends of its plausible range, with "
          + "\(counted(futures, "future")) at each; what two do only together was not looked at"
      ] + gaps
    case .pasts(let futures):
      return [
        "In \(counted(futures, "future")) unknowns vary with the pasts, all together: a sign that holds does so on "
          + "average over everything else"
      ] + gaps
    }
  }

  private var isOfPasts: Bool { if case .pasts = source { true } else { false } }

  /// What was not looked at, as a sentence without a full stop; none if everything was.
  private var gaps: [String] {
    let paths =
      notLookedAt.count > 4
      ? notLookedAt.prefix(3) + ["\(notLookedAt.count - 3) more"] : notLookedAt[...]
    let named = paths.isEmpty ? [] : ["\(paths.joined(separator: ", ")) (no source measures them)"]
    let others = estimates > 0 ? [counted(estimates, "other estimate")] : []
    return named.isEmpty && others.isEmpty
      ? [] : ["Not looked at: " + (named + others).joined(separator: ", and ")]
  }

  /// What becomes of a verdict, as sentences without a full stop: in how many unknowns it holds, what turns it and at
  /// which value, and for how many the futures are too few.
  public func sentences(of found: OfOutcome) -> [String] {
    let futures: Int
    switch source {
    case .nothing: return []
    case .ends(let number), .pasts(let number): futures = number
    }
    guard found.verdict.isDecided || !isOfPasts && found.isKnown else {
      return [
        found.verdict.word
          + (found.isKnown
            ? "; there is no sign that could turn" : ", even before an unknown moves")
      ]
    }
    let sign = isOfPasts ? "its sign " : ""
    let head =
      "\(found.verdict.word); \(sign)"
      + Driver.Standing.words(of: found.unknowns.map(\.standing), futures: futures)
    return [head]
      + [Driver.Standing.turns, .vanishes].compactMap { standing in
        let own = found.unknowns.filter { $0.standing == standing }
        guard !own.isEmpty else { return nil }
        let named = own.prefix(Self.mostNamed).map(\.words)
        let rest = own.count > named.count ? ["\(own.count - named.count) more"] : []
        return "It \(standing.word) with " + (named + rest).joined(separator: "; ")
      }
  }

  /// How many unknowns are named at most in a sentence.
  private static let mostNamed = 4

  /// How far the answer of a first screen holds, in a line or two: for how many unknowns, what turns it and at which
  /// value, and what was not looked at.
  ///
  /// - Parameters:
  ///   - first: The baseline.
  ///   - others: The policies that are compared with it, those of most interest first.
  ///   - outcomes: The outcomes of the first screen.
  /// - Returns: Sentences with full stops.
  public func line(_ first: String, _ others: [String], of outcomes: [Outcome]) -> String {
    let pairs = others.map { other in
      findings.filter {
        $0.first == first && $0.second == other && $0.verdict.isDecided && !$0.unknowns.isEmpty
          && outcomes.contains($0.outcome)
      }
    }
    let held = zip(others, pairs).compactMap { other, found -> String? in
      let counts = found.map { $0.count(.holds) }
      guard let least = counts.min(), let most = counts.max() else { return nil }
      let range = least == most ? "\(least)" : "\(least) to \(most)"
      return "against \(other) for \(range) of \(counted(found[0].unknowns.count, "unknown"))"
    }
    guard !held.isEmpty else { return notes.map { "\($0)." }.joined(separator: " ") }
    let isOpen = pairs.joined().contains { $0.count(.notKnown) > 0 }
    let open = isOpen ? "; the futures are too few to say it of the others" : ""
    let turned = pairs.joined().compactMap { found -> String? in
      let unknown = found.unknowns.first { [.turns, .vanishes].contains($0.standing) }
      return unknown.map {
        "\(found.outcome.title) against \(found.second) \($0.standing.word) with \($0.words)"
      }
    }
    let named =
      turned.prefix(2)
      + (turned.count > 2 ? ["\(counted(turned.count - 2, "further verdict")) may turn, too"] : [])
    let unseen = [
      notLookedAt.isEmpty
        ? nil : "\(counted(notLookedAt.count, "other unknown")) that no source measures",
      estimates > 0 ? counted(estimates, "estimate") : nil,
    ].compactMap(\.self)
    let gaps = unseen.isEmpty ? [] : ["Not looked at: " + unseen.joined(separator: ", ")]
    return
      (["What is decided for \(first) holds " + held.joined(separator: ", ") + open] + named + gaps)
      .map { "\($0)." }.joined(separator: " ")
  }

  /// The same of all outcomes of a pair, outcomes by their titles; what is not decided stands in one sentence.
  ///
  /// - Parameters:
  ///   - first: The baseline.
  ///   - second: The other policy.
  ///   - isShown: Which outcomes are of interest.
  /// - Returns: The sentences, without full stops.
  public func sentences(
    _ first: String, _ second: String, _ isShown: (Outcome) -> Bool = { _ in true }
  ) -> [String] {
    let own = findings.filter {
      $0.first == first && $0.second == second && isShown($0.outcome)
    }
    let open = own.filter { !$0.isKnown }
    let rest =
      open.isEmpty
      ? []
      : [
        "Not decided, even before an unknown moves: "
          + open.map(\.outcome.name).joined(separator: ", ")
      ]
    return own.filter(\.isKnown).map { found in
      "\(found.outcome.name): " + sentences(of: found).joined(separator: ". ")
    } + rest
  }
}

extension AnswerCondition.OfOutcome {
  /// Whether there is a verdict that could hold.
  public var isKnown: Bool { verdict.isDecided || verdict.isAlike }
}

extension AnswerCondition.Unknown {
  /// The unknown, with the value at which it turns the verdict: `public.deterrence at 0.003 (0.002 to 0.004), of 0 to
  /// 0.005`; without such a value, the ends at which it does.
  public var words: String {
    if standing == .turns, points.count == 3 {
      return "\(path) at \(points[0]) (\(points[1]) to \(points[2])), of \(low) to \(high)"
    }
    return broken.isEmpty ? path : "\(path) at \(broken.joined(separator: " and at "))"
  }
}

/// The condition of an answer as a table for programs.
extension AnswerCondition {
  private static let notLookedAtWord = "not looked at"

  /// The table, without a row.
  public static let table = AnalysisTable(
    "condition",
    "A row for each pair of policies, main outcome and unknown: whether the verdict holds where the unknown has "
      + "other values.", key: ["outcome", "policy_a", "policy_b", "unknown", "value_at_high"],
    [.outcome, .unit] + AnalysisTable.Column.policies + [
      .text("verdict", "The study's own verdict.", words: Verdict.allWords),
      .text(
        "source",
        "What was looked at: both ends of the unknown's range, moved alone, or pasts in which all unknowns vary.",
        words: ["ends", "pasts"]),
      .whole("futures", "How many futures each end has, or all pasts have."),
      .text("unknown", "The path of the unknown, as a file has it."),
      .text("value_at_low", "The low end of what was looked at, as a file has it."),
      .text("value_at_high", "The high end of it, as a file has it."),
      .text(
        "standing", "What becomes of the verdict, or of its sign where all unknowns vary.",
        words: Driver.Standing.allCases.map(\.word) + [notLookedAtWord]),
      .number(
        "difference_at_low",
        "The mean difference, first less second, at the low end: the study's own, and what the end adds in a few "
          + "futures."),
      .number("ci_low_at_low", "Lower end of its 95 % interval."),
      .number("ci_high_at_low", "Upper end of its 95 % interval."),
      .number("difference_at_high", "The mean difference at the high end."),
      .number("ci_low_at_high", "Lower end of its 95 % interval."),
      .number("ci_high_at_high", "Upper end of its 95 % interval."),
      .text(
        "switch", "Whether the sign of the difference turns within the range, or would beyond it.",
        words: SwitchFinding.allWords),
      .text("switch_value", "The first value in the range at which it turns, as a file has it."),
      .text("switch_low", "Lower end of the 95 % interval of that value, as a file has it."),
      .text("switch_high", "Upper end of the 95 % interval of that value, as a file has it."),
    ])

  /// The table of all that was found; unknowns that were not looked at have rows, too.
  public var table: AnalysisTable {
    var table = Self.table
    let (word, futures): (String, Int) =
      switch source {
      case .ends(let futures): ("ends", futures)
      case .pasts(let futures): ("pasts", futures)
      case .nothing: ("", 0)
      }
    for found in findings {
      let head: [AnalysisTable.Cell] = [
        .text(found.outcome.name), .text(found.outcome.unit), .text(found.first),
        .text(found.second), .text(found.verdict.word), .text(word), .whole(futures),
      ]
      for unknown in found.unknowns {
        let ends = [unknown.differenceAtLow, unknown.differenceAtHigh]
        let points = unknown.points.isEmpty ? ["", "", ""] : unknown.points
        let texts = [unknown.path, unknown.low, unknown.high, unknown.standing.word]
        table.add(
          head + texts.map { .text($0) } + ends.flatMap(\.cells)
            + ([unknown.turning] + points).map { .text($0) })
      }
      for path in notLookedAt {
        let texts = [path, "", "", Self.notLookedAtWord]
        table.add(
          head + texts.map { .text($0) } + [.unknown, .unknown].flatMap(\Measured.cells)
            + ["", "", "", ""].map { .text($0) })
      }
    }
    return table
  }
}
