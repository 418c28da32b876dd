// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import CordonModel
import Declarations
import Experiments
import OutcomeTables
import ScenarioFiles
import Studies

/// `cordon replay STUDY --replication R`.
struct ReplayCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Tells the story of one run: what happened, when and to whom.",
    discussion: """
      It repeats the run of a row of runs.csv bit for bit, and the last line says whether it did. Name \
      the study's folder or its files, and the row by --state, --policy and --replication.

      Names are the same under every policy. Group 17 is founding candidate 17, and 17/204 is its \
      contact 204. The chat, the file, the sting and the case of a contact have its number.

      The log leaves out contacts, passers-by and the police's own cases; --all or --kind shows them. \
      An event is shown with all that is counted at the same instant: when a bench becomes free, the \
      next case is taken up. A crowd is shown with all that it does until anything else happens.

      --timeline writes a page instead of the log: the future under all policies side by side, month by month.

      Kinds: \(StoryVocabulary.cordon.kinds.map(\.name).joined(separator: ", ")).

      Examples:
        cordon replay scenarios/cooperate.yaml --replication 17
        cordon replay notebooks-out/where-it-flips-1a2b3c4d --state 12 --policy clampdown \\
          --replication 3
        cordon replay scenarios/cooperate.yaml scenarios/clampdown.yaml --policy clampdown \\
          --replication 17 --group 4 --from 2017-05-01 --to 2017-12-31
        cordon replay scenarios/cooperate.yaml --replication 17 --sting 4/120
        cordon replay cooperate.yaml clampdown.yaml --replication 17 --timeline future.html
        cordon replay scenarios/cooperate.yaml --replication 17 --kind suicide --events events.csv
      """)

  @Argument(
    help: ArgumentHelp("The folder of a study, or its files.", valueName: "study"),
    completion: .scenarioFile, transform: userPath)
  var files: [String]

  @Option(help: ArgumentHelp("The number of the state, as tables have it.", valueName: "s"))
  var state: Int?

  @Option(help: ArgumentHelp("The policy, as tables name it.", valueName: "name"))
  var policy: String?

  @Option(help: ArgumentHelp("The number of the replication.", valueName: "r"))
  var replication: Int

  @OptionGroup(title: "What is told") var choice: StoryOptions

  @Option(
    help: ArgumentHelp(
      "The page of the log, or all: pages have \(StoryPager.linesOfPage) events.",
      valueName: "page"))
  var page = StoryPager.Page.number(1)

  @Option(
    help: ArgumentHelp("Writes the events as a table to this file.", valueName: "file.csv"),
    completion: .file(extensions: ["csv"]), transform: userPath)
  var events: String?

  @Option(
    help: ArgumentHelp("Writes a page of all policies to this file.", valueName: "file.html"),
    completion: .file(extensions: ["html"]), transform: userPath)
  var timeline: String?

  @Flag(help: "Replaces the file of events, or the page, where there is one.")
  var force = false

  @OptionGroup(title: "Values") var values: ValueOptions

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("replay needs a study, or a scenario file") }
    guard timeline == nil || (policy, events) == (nil, nil) else {
      throw ValidationError("--timeline shows all policies: leave out --policy and --events")
    }
  }

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let study = try ReplayedStudy(
      files, values: values.settings, replication: replication, searching: .ofProcess)
    let future = Sweep.Future(state: try study.state(state), replication: replication)
    let plan = try study.sweep.plan(ofState: future.state)
    let selection = try choice.selection(in: plan)
    if let timeline {
      let (areEqual, endings) = try study.writeTimeline(
        of: future, telling: selection, to: NewFile(at: timeline, force: force))
      for line in endings + [timeline] { console.print(line) }
      return areEqual ? .success : .someFailed
    }
    let index = try study.policy(policy)
    let table: EventTable? = try events.map {
      try EventTable(at: $0, of: plan, force: force)
    }
    for (number, line) in study.heading(of: future, policy: index, in: plan).enumerated() {
      console.print(
        number == 0 ? console.headline(line.name) + line.rest : "  \(line.name) \(line.rest)")
    }
    console.print()
    var pager = StoryPager(page: page, areas: plan.areas)
    let kept = try study.kept(future, policy: index)
    let replay = try plan.replay(
      replication, policy: index, recording: selection, against: kept
    ) { line in
      for text in pager.lines(for: line) { console.print(text) }
      try table?.add(line)
    }
    try table?.finish()
    for text in pager.closing(hasFilters: choice.narrows) { console.print(text) }
    if let events { console.print("Events: \(events)") }
    console.print(try study.ending(of: replay, replication, wasKept: kept != nil))
    return replay.isEqualToStudy ? .success : .someFailed
  }
}
