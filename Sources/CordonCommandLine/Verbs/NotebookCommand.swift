// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import OutcomeTables
import Studies

/// `cordon notebook STUDY`.
struct NotebookCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "notebook",
    abstract: "Writes a Jupyter notebook that loads the tables of a study: notebook.ipynb.",
    discussion: """
      Every study has one when it ends, and this writes it again. A notebook that was changed, or run \
      and saved, stays unless --force is given.

      Example:
        cordon notebook notebooks-out/cooperate-clampdown-1a2b3c4d
      """)

  @OptionGroup var named: StudyArgument

  @Flag(help: "Replaces a notebook that was changed since it was written.")
  var force = false

  @OptionGroup var elsewhere: ElsewhereOptions

  func perform(arguments: [String], console: Console) async throws -> Exit {
    let folder = named.folder
    let planned = try StoredStudy(in: folder).planned()
    let page = try Study(planned, in: folder).notebook()
    if let output = elsewhere.output {
      try elsewhere.write(page, force: force)
      console.print(output)
      return .success
    }
    try StudyFault.naming(ElsewhereOptions.wayOut) {
      try folder.write(page, to: StudyFolder.notebook, force: force)
    }
    console.print("\(folder.path)/\(StudyFolder.notebook)")
    return .success
  }
}
