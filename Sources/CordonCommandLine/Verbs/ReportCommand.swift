// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import OutcomeTables
import Studies

/// `cordon report STUDY`.
struct ReportCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the page and the tables of a study, with all runs that are done.",
    discussion: """
      Every study has them when it ends. This writes them again from the results, even if the study is \
      not done. The page, report.html, is one file that opens without a network and has the same runs \
      as the tables. A file that was changed stays unless --force is given.

      --output writes the page alone, to another path. It is for a study that may only be read, or one \
      at which a process is at work.

      Examples:
        cordon report notebooks-out/cooperate-clampdown-1a2b3c4d
        cordon report /mnt/archive/cooperate-clampdown-1a2b3c4d --output ~/report.html
      """)

  @OptionGroup var named: StudyArgument

  @Flag(help: "Replaces what was changed since it was written.")
  var force = false

  @OptionGroup var elsewhere: ElsewhereOptions

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let folder = named.folder
    let stored = try StoredStudy(in: folder)
    let lines = StudyLines(console, isQuiet: true)
    return try await lines.watching(try stored.planned(), in: folder) { study in
      if let output = elsewhere.output {
        try elsewhere.write(try study.page(of: stored), force: force)
        console.print(output)
        return .success
      }
      let results = try StudyFault.naming(ElsewhereOptions.wayOut) { try study.openResults() }
      let ending = try await study.write(results, force: force)
      console.print(
        ending.calibration == nil ? "\(folder.path)/\(StudyFolder.report)" : "\(folder.path)/")
      return ending.unrepeatable > 0 ? .someFailed : .success
    }
  }
}

/// Where a page goes that cannot go into the study's folder.
struct ElsewhereOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Writes to this file, and nothing into the study's folder.", valueName: "file"),
    completion: .file(), transform: userPath)
  var output: String?

  func validate() throws {
    if let output, output.isEmpty || output.hasSuffix("/") {
      throw ValidationError("--output must name a file")
    }
  }

  /// Writes a page to the file that is named, whole or not at all.
  func write(_ page: String, force: Bool) throws {
    guard let output else { return }
    let file = StudyFolder.location(of: output)
    try file.folder.write(page, to: file.name, force: force)
  }

  /// What can be done where the study's folder cannot be written.
  static let wayOut = "--output FILE writes to another path, from what is there"
}
