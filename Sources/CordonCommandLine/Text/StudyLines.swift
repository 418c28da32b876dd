// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import OutcomeTables
import Studies
import Texts

/// What happens while a study is at work, as lines for people.
struct StudyLines: Sendable {
  private let console: Console
  private let isQuiet: Bool
  private let bar: ProgressBar

  init(_ console: Console, isQuiet: Bool) {
    self.console = console
    self.isQuiet = isQuiet
    bar = ProgressBar(console: console, isShown: !isQuiet)
  }

  /// Hands a study's events to the lines while it is at work, and leaves no progress on the screen.
  func watching<Result>(
    _ planned: PlannedStudy, in folder: StudyFolder, _ options: StudyOptions = StudyOptions(),
    _ body: (Study) async throws -> Result
  ) async throws -> Result {
    defer { bar.clear() }
    return try await body(
      Study(planned, in: folder, options: options) { event in self.show(event) })
  }

  /// Says something that is no result, unless nothing is to be said.
  func remark(_ line: String) {
    if !isQuiet { console.remark(line) }
  }

  /// Shows an event.
  func show(_ event: StudyEvent) {
    if case .progress(let progress) = event {
      bar.show(progress)
      return
    }
    bar.clear()
    switch event {
    case .progress: break
    case .planned(let forecast): remark(forecast.words)
    case .remark(let note) where note.isFault:
      // It is said to who asked for no remarks, too.
      console.remark(note.words)
    case .remark(let note): remark(note.words)
    // What failed and what the checks found is shown with the results, each reason once.
    case .failed, .checked, .finished: break
    }
  }
}
