// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

/// Where a command writes and what its reader can see.
public struct Console: Sendable {
  /// Writes to standard output: results.
  public let output: @Sendable (String) -> Void
  /// Writes to standard error: faults, progress and remarks.
  public let remarks: @Sendable (String) -> Void
  /// Ends the output: says why results were lost, or nil if none were.
  let close: @Sendable () -> String?
  /// Whether progress may be drawn over itself: standard error is a terminal.
  public let showsProgress: Bool
  /// Whether results may be coloured: standard output is a terminal and NO_COLOR is not set.
  public let isColoured: Bool

  /// Creates a console.
  public init(
    output: @escaping @Sendable (String) -> Void, remarks: @escaping @Sendable (String) -> Void,
    close: @escaping @Sendable () -> String? = { nil }, showsProgress: Bool = false,
    isColoured: Bool = false
  ) {
    self.output = output
    self.remarks = remarks
    self.close = close
    self.showsProgress = showsProgress
    self.isColoured = isColoured
  }

  /// A headline: bold where colours are shown, plain elsewhere.
  func headline(_ text: String) -> String { ink(text, .bold) }

  /// The colours of results.
  var ink: Ink { Ink(isColoured: isColoured) }

  /// Writes a line to standard output.
  func print(_ line: String = "") { output(line + "\n") }

  /// Writes passages to standard output, broken into lines that fit the page.
  func print(_ passages: [Passage]) {
    for passage in passages {
      let lines =
        passage.isHeading || passage.text.isEmpty
        ? [headline(passage.text)] : passage.text.wrapped(indent: passage.indent)
      for line in lines { print(line) }
    }
  }

  /// Writes a line to standard error.
  func remark(_ line: String) { remarks(line + "\n") }
}

/// How a command ended, as the shell sees it.
public enum Exit: Int32, Sendable {
  /// All went well.
  case success = 0
  /// A run, or a check that the study makes of itself, failed.
  case someFailed = 1
  /// The input or the output cannot be used.
  case badInput = 2
  /// What was asked would overwrite something.
  case refused = 3
  /// The command was interrupted.
  case interrupted = 130
}
