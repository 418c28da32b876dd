// SPDX-License-Identifier: GPL-3.0-or-later

public import ArgumentParser
public import CordonModel
public import Declarations
import Experiments
public import Studies

/// Which events of a run are recorded.
struct StoryOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only what happens in this area.", valueName: "name"))
  var area: String?

  @Option(help: ArgumentHelp("Only what concerns this group.", valueName: "group"))
  var group: UInt32?

  @Option(
    help: ArgumentHelp(
      "Only this contact, from its chat to the court.", valueName: "group/contact"))
  var sting: StorySelection.Contact?

  @Option(
    help: ArgumentHelp(
      "Only this case, for example volunteer/17/204 or referral/233.", valueName: "case"))
  var `case`: String?

  @Option(name: .long, help: ArgumentHelp("From this day on.", valueName: "date"))
  var from: CalendarDate?

  @Option(name: .long, help: ArgumentHelp("Up to the end of this day.", valueName: "date"))
  var to: CalendarDate?

  @Option(help: ArgumentHelp("Only events of this kind; may be repeated.", valueName: "kind"))
  var kind: [StoryKind] = []

  @Flag(help: "Tells all events, the many that say little as well.")
  var all = false

  /// Whether anything but the days is asked for.
  var narrows: Bool {
    area != nil || group != nil || sting != nil || self.case != nil || !kind.isEmpty
  }

  func validate() throws {
    if let from, let to, from > to { throw ValidationError("--from is after --to") }
    do throws(StorySelectionFault) {
      _ = try selection()
    } catch {
      throw ValidationError(error.message(case: self.case))
    }
  }

  /// What is told, whenever and wherever it happens.
  private func selection() throws(StorySelectionFault) -> StorySelection {
    var selection = StorySelection()
    (selection.kinds, selection.hasAllKinds) = (kind, all)
    try selection.keepOnly(group: group, contact: sting, case: self.case)
    return selection
  }

  /// The selection in a plan.
  func selection(in plan: Plan) throws -> StorySelection {
    var selection = try selection()
    try selection.keepOnly(from: from, to: to, area: area, in: plan)
    return selection
  }
}

extension StorySelection.Contact: ExpressibleByArgument {
  /// Reads `17/204`.
  public init?(argument: String) {
    self.init(argument)
  }
}

extension StoryPager.Page: ExpressibleByArgument {
  /// Reads `all` or the number of a page.
  public init?(argument: String) { self.init(argument) }
}

extension StoryKind: ExpressibleByArgument {
  /// Reads `sting-starts`.
  public init?(argument: String) {
    self.init(named: argument)
  }

  /// What may be written.
  public static var allValueStrings: [String] { StoryVocabulary.cordon.kinds.map(\.name) }
}

extension CalendarDate: ExpressibleByArgument {
  /// Reads `2017-05-01`.
  public init?(argument: String) { self.init(argument) }
}
