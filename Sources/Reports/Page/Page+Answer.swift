// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments

/// The verdict in plain words, with natural frequencies.
extension Page {
  var answer: Section {
    let body: HTML =
      if hasStates { overStates } else if comparison.differences.isEmpty { single } else { pairs }
    return Section(
      id: "answer", heading: "The answer",
      first: assuming + (firstAnswer.map(firstScreen) ?? ""),
      body:
        "<div class=\"more\">\(remarks + pasts + conditions + body + triggers + reading)</div>\n",
      charts: firstAnswer == nil ? [] : [.times])
  }

  /// How often, how much and how sure: each policy against the baseline and the reference.
  private var pairs: HTML {
    let reference = plan.policies[plan.reference]
    let shown = comparison.differences.filter { differences in
      guard let first = differences.first else { return false }
      if let path = sweep.path {
        return first.first == baseline && first.second == plan.policies[path.end]
      }
      return first.first == baseline || first.second == reference
    }
    return "\(shown.map(pair))"
  }

  /// From which pasts the futures go on; nothing if each makes its own.
  private var pasts: HTML {
    plan.wordsOfPasts.map { "<p>\($0.capitalised).</p>\n" } ?? ""
  }

  /// How long a policy is under its triggers where no table says it first; nothing if it has none.
  private var triggers: HTML {
    let sentences =
      hasStates || firstAnswer != nil ? [] : comparison.triggeredDays(of: plan).map(\.sentence)
    return sentences.isEmpty
      ? ""
      : "<ul class=\"findings\" id=\"triggers\">\(sentences.map { HTML("<li>\($0)</li>\n") })</ul>\n"
  }

  /// The differences of a pair of policies: outcomes by the word of their verdict.
  private func pair(_ all: [Difference]) -> HTML {
    guard let first = all.first?.first, let second = all.first?.second else { return "" }
    let shown = outcomes.compactMap { outcome in all.first { $0.outcome == outcome } }
    let gaps = shown.compactMap(\.gap).reduce(into: [Gap]()) { all, gap in
      if !all.contains(gap) { all.append(gap) }
    }
    let groups: [(heading: String, words: [String])] =
      [
        ("Better under \(first)", [Verdict.better.word]),
        ("Better under \(second)", [Verdict.worse.word]),
        (
          "More under one of them; which is better is a value judgement",
          [Verdict.more, .fewer].map(\.word)
        ),
        ("Differs by less than matters", [Verdict.lessThanMatters.word]),
        ("No difference that matters", [Verdict.noDifference.word]),
        ("Undecided: more replications would tell", [Verdict.undecided(further: nil).word]),
      ] + gaps.map { ($0.words.capitalised, [$0.words]) }
    let found = groups.map { group in
      (
        group.heading,
        differences: shown.filter { group.words.contains($0.gap?.words ?? $0.verdict.word) }
      )
    }.filter { !$0.differences.isEmpty }
    let long = found.map { heading, differences -> HTML in
      "<h4>\(heading)</h4>\n<ul class=\"findings\">\(differences.map(sentence))</ul>\n"
    }
    return """
      <details><summary>How often, how much and how sure: \(first) against \(second)</summary>
      \(long)</details>

      """
  }

  /// One outcome of a pair: the verdict, how often, how much.
  private func sentence(_ difference: Difference) -> HTML {
    let outcome = difference.outcome
    let means = [difference.first, difference.second].compactMap { policy in
      comparison.summaries.lazy.flatMap(\.self)
        .first { $0.policy == policy && $0.outcome == outcome }
    }
    let often = difference.countsWords.map { "; \($0)" } ?? ""
    let size: HTML =
      difference.count == 0
      ? ""
      : """
      ; on average \(means.map { HTML("\(EstimateText($0).value)") }.joined(by: " against "))\
      \(outcome.unitWords), a difference of \(EstimateText(difference).words)
      """
    let turning = difference.turning.map { " It \($0.words(difference.first))." } ?? ""
    let rare =
      outcome.section.isOfRareEvents ? means.compactMap(\.rareness).map { HTML(" \($0)") } : []
    return """
      <li><b>\(outcome.title)</b> (\(outcome.summary.withoutFullStop)): \(difference.verdictClause)\
      \(often)\(size).\(turning)\(rare)</li>

      """
  }

  /// In how many states of the world each policy is best, and the range of the difference.
  private var overStates: HTML {
    guard plan.policies.count > 1 else {
      return """
        <p>\(counted(sweep.states, "state")) of the world under one policy: the cloud and the tables have its \
        outcomes; a second policy would give differences.</p>

        """
    }
    let items = outcomes.map { outcome -> HTML in
      """
      <li><b>\(outcome.title)</b> (\(outcome.summary.withoutFullStop)): \(wins(outcome))\
      \(others.count == 1 ? range(outcome) : "").</li>

      """
    }
    return """
      <p>\(turning) A policy counts as best in a state of the world if it does better than every other \
      one by more than matters. \(chance)</p>
      <ul class="findings">\(items)</ul>

      """
  }

  /// In which outcomes the best policy changes with the state of the world.
  private var turning: String {
    let turning = states.counts.filter { $0.winners.count > 1 }
    return turning.isEmpty
      ? "No main outcome has one best policy in some states of the world and another one in others more "
        + "often than by chance."
      : "Which policy is best changes with the state of the world in "
        + turning.map(\.outcome.title).joined(separator: ", ") + "."
  }

  /// In how many states each policy is best in an outcome.
  private func wins(_ outcome: Outcome) -> String {
    guard let count = states.counts.first(where: { $0.outcome == outcome }) else {
      return "which direction is better is a value judgement"
    }
    let all = counted(sweep.states, "state")
    if let winner = count.wins.firstIndex(of: sweep.states), !count.winners.isEmpty {
      return "\(plan.policies[winner]) is best in all \(all)"
    }
    let wins = plan.policies.indices.filter { count.wins[$0] > 0 }.map { policy in
      "\(plan.policies[policy]) is best in \(grouped(count.wins[policy]))"
        + (count.winners.contains(policy) ? "" : ", no more than by chance")
    }
    let rest = [
      count.none > 0 ? "no policy is best in \(grouped(count.none))" : nil,
      count.notKnown > 0 ? "it is not known in \(grouped(count.notKnown))" : nil,
    ].compactMap(\.self)
    return "of \(all) " + (wins + rest).joined(separator: "; ")
  }

  /// The range of the mean difference in the states that are kept.
  private func range(_ outcome: Outcome) -> String {
    let own = states.kept.flatMap { state in
      state.differences.lazy.filter { $0.outcome.name == outcome.name && $0.mean.isFinite }
    }
    guard let least = own.min(by: { $0.mean < $1.mean }),
      let most = own.max(by: { $0.mean < $1.mean })
    else { return "" }
    return "; \(least.first) less \(least.second) is on average \(EstimateText(least).value) to "
      + "\(EstimateText(most).value)\(outcome.unitWords)"
  }

  /// What one policy leads to.
  private var single: HTML {
    let items = outcomes.compactMap { outcome in
      comparison.summaries[0].first { $0.outcome == outcome }
    }.map { summary -> HTML in
      let futures = summary.futures.map { "; 9 of 10 futures: \($0)" } ?? ""
      let rare =
        summary.outcome.section.isOfRareEvents ? summary.rareness.map { " \($0)" } ?? "" : ""
      return """
        <li><b>\(summary.outcome.title)</b> (\(summary.outcome.summary.withoutFullStop)): on average \
        \(EstimateText(summary).words)\(summary.outcome.unitWords)\(futures).\(rare)</li>

        """
    }
    return "<ul class=\"findings\">\(items)</ul>\n"
  }

  private var reading: HTML {
    """
    <div class="note reading"><p><b>How to read this.</b> A <i>future</i> is one simulated course of events. \
    Policies are compared future by future, with the same luck. An <i>interval</i> in parentheses, \
    drawn as a line with a diamond, is of a mean: more futures make it narrower. A <i>band</i>, drawn \
    as a shaded area or a cloud of points, is where single futures lie: more futures do not make it \
    narrower. All intervals cover 95 per cent; one that is marked <i>cut</i> would reach beyond what is \
    possible. This page says <i>better</i> or <i>worse</i> only if the whole interval of a difference lies \
    beyond the smallest difference that matters.</p></div>

    """
  }

  /// What the study found when it checked itself, and the warnings about its files.
  private var remarks: HTML {
    let checks = comparison.checks.map { check -> HTML in
      switch check.result {
      case .passed: "<li>Checked: \(check.finding).</li>"
      case .warning: "<li><b>Warning:</b> \(check.finding).</li>"
      case .failed: "<li><b>Failed:</b> \(check.finding).</li>"
      }
    }
    let precision = context.precision.map { HTML("<li>Precision: \($0.withoutFullStop).</li>") }
    let warnings = context.warnings.map { HTML("<li><b>Warning:</b> \($0)</li>") }
    let all = precision + checks + warnings
    guard !all.isEmpty else { return "" }
    let isWell = warnings.isEmpty && comparison.checks.allSatisfy { $0.result == .passed }
    return """
      <div class="note\(isWell ? "" : " warning")"><ul class="findings">\(all)</ul></div>

      """
  }
}
