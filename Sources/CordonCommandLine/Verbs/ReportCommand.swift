// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import OutcomeTables
import Reports

/// `cordon report STUDY`.
struct ReportCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the page of a study that people look at: report.html.",
    discussion: """
      Every study has one when it ends; this writes it again from the results, also of a study that is \
      not done. It is one file that opens without a network. One that somebody has changed stays unless --force
      is given.

      Example:
        cordon report notebooks-out/cooperate-clampdown-1a2b3c4d
      """)

  @Argument(
    help: ArgumentHelp("The folder of a study.", valueName: "study"), completion: .studyFolder)
  var study: String

  @Flag(help: "Replaces a report that was changed since it was written.")
  var force = false

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let folder = StudyFolder(study)
    let stored = try StoredStudy(at: folder.results)
    let study = Study(
      planned: try stored.planned(), folder: folder, run: try RunOptions.parse([]),
      arguments: try stored.arguments(), console: console)
    let store = try StudyStore(reading: folder.results)
    let assessment = try Assessment(of: study.sweep, in: store, area: nil, writer: nil)
    let page = study.reportPage(of: assessment, try study.manifest(of: assessment, store))
    try folder.write(page, to: StudyFolder.report, force: force)
    console.print("\(folder.path)/\(StudyFolder.report)")
    return .success
  }
}
