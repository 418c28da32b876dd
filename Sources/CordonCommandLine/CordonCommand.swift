// SPDX-License-Identifier: GPL-3.0-or-later

public import ArgumentParser
import Declarations
import Experiments
import OutcomeTables
import ScenarioFiles
import Statistics
import Studies

/// The command `cordon`.
public struct CordonCommand: ParsableCommand {
  /// How it is called and what it does.
  public static let configuration = CommandConfiguration(
    commandName: "cordon",
    abstract: "Asks what follows when police change how they deal with volunteer groups.",
    discussion: """
      Cordon simulates groups who expose suspected offenders, the police and the courts, day by \
      day, under each policy that you describe, with the same luck for each. It counts convictions, \
      disorder, harm and cost, and says which differences are real.

      Start with

        cordon compare cooperate clampdown

      change a number to see what follows, or write a policy of your own:

        cordon parameters | less
        cordon compare cooperate clampdown --set stings.streamed=40% --replications 50
        cordon new mine.yaml
        cordon compare cooperate mine.yaml

      A name such as cooperate is a scenario of the present folder, of a folder of CORDON_SCENARIOS \
      (several with colons between them), or of those that come with the program; base.yaml and \
      presets that are not beside a scenario are looked for there too.

      Exit codes: 0 all well; 1 a run or a check failed; 2 bad input, or output that is lost; \
      3 refused.
      """,
    version: "cordon \(cordonVersion) (GSL \(gslVersion))",
    subcommands: [
      CompareCommand.self, RunCommand.self, SweepCommand.self, CalibrateCommand.self,
      PlanCommand.self,
    ],
    groupedSubcommands: [
      CommandGroup(
        name: "Scenario",
        subcommands: [
          NewCommand.self, ValidateCommand.self, ExplainCommand.self, DiffCommand.self,
          CheckCommand.self,
          ParametersCommand.self, OutcomesCommand.self, SchemaCommand.self,
        ]),
      CommandGroup(
        name: "Study",
        subcommands: [
          ServeCommand.self, StatusCommand.self, ResumeCommand.self, ExtendCommand.self,
          ReportCommand.self, NotebookCommand.self, ReplayCommand.self,
        ]),
      CommandGroup(
        name: "What would change the answer",
        subcommands: [
          DriversCommand.self, AnalysisCommand<OfSensitivity>.self,
          AnalysisCommand<OfSwitchPoints>.self, AnalysisCommand<OfBoxes>.self,
          AnalysisCommand<OfRobustness>.self, AnalysisCommand<OfValueOfInformation>.self,
        ]),
      CommandGroup(name: "Cluster", subcommands: [SubmitCommand.self, MergeCommand.self]),
    ])

  /// Creates the command.
  public init() {}

  /// Parses the arguments, does what they ask and says how it ended; never exits the process.
  ///
  /// Results that could not be written are a fault, whatever the verb: ``Exit/badInput``.
  public static func perform(_ arguments: [String], console: Console) async -> Exit {
    let ending = await ending(of: arguments, console: console)
    guard let loss = console.close() else { return ending }
    console.remark("error: standard output: \(loss).")
    return ending == .interrupted ? ending : .badInput
  }

  private static func ending(of arguments: [String], console: Console) async -> Exit {
    if let word = arguments.first, let answer = answer(toUnknownVerb: word) {
      console.remark(answer)
      return .badInput
    }
    do {
      var command = try parseAsRoot(arguments)
      guard let verb = command as? any Verb else {
        try command.run()
        return .success
      }
      return try await verb.perform(arguments: arguments, console: console)
    } catch let faults as ScenarioFaults {
      for fault in faults.faults { console.remark(fault.description) }
      console.remark(
        "Nothing was run. `cordon parameters` lists what may be set; `cordon explain FILE` says "
          + "where the values of a scenario come from.")
      return .badInput
    } catch let faults as PlanFaults {
      for message in faults.messages { console.remark("error: \(message).") }
      return .badInput
    } catch let fault as StudyFault {
      console.remark("\(fault.description).")
      return fault.kind == .refused ? .refused : .badInput
    } catch let interruption as Interruption {
      console.remark(interruption.words)
      return .interrupted
    } catch is CancellationError {
      console.remark("Interrupted: nothing was written.")
      return .interrupted
    } catch {
      let error = (error as? RequestFault).map { ValidationError($0.message) } ?? error
      let isWish = exitCode(for: error).isSuccess
      let text = fullMessage(for: error) + "\n"
      if isWish { console.output(text) } else { console.remarks(text) }
      return isWish ? .success : .badInput
    }
  }

  /// What is said of a first word that is no verb, as of any misspelt word; nil if it is one.
  private static func answer(toUnknownVerb word: String) -> String? {
    let verbs = configuration.subcommands.map { $0._commandName } + ["help"]
    guard !word.hasPrefix("-"), !verbs.contains(word) else { return nil }
    let meant =
      word.hasSuffix(".yaml") ? "cordon run \(word)" : NearestName.to(word, among: verbs)
    return "error: `\(word)` is not a subcommand." + (meant.map { " Did you mean \($0)?" } ?? "")
      + "\n`cordon --help` lists them all."
  }
}

/// A command that writes to a console and may take its time.
protocol Verb: ParsableCommand {
  func perform(arguments: [String], console: Console) async throws -> Exit
}
