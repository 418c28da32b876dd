// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments
import Synchronization
import Texts

/// A line of progress that is drawn over itself; nothing if standard error is no terminal.
final class ProgressBar: Sendable {
  private static let width = 24
  private static let leastWidth = 8
  private static let secondsBetweenDrawings = 0.1

  private let console: Console
  private let isShown: Bool
  /// When it was drawn last, in seconds of the study; nil if nothing is on the screen.
  private let lastDrawn = Mutex<Double?>(nil)

  init(console: Console, isShown: Bool) {
    self.console = console
    self.isShown = isShown && console.showsProgress
  }

  deinit { clear() }

  /// Draws the progress, but not more often than an eye can follow.
  func show(_ progress: Progress) {
    let isLast = progress.done == progress.total
    guard isShown else { return }
    lastDrawn.withLock { last in
      if let last, !isLast, progress.seconds - last < Self.secondsBetweenDrawings { return }
      last = progress.seconds
      console.remarks("\r\u{1B}[K" + Self.line(progress))
    }
  }

  /// Removes the line.
  func clear() {
    lastDrawn.withLock { last in
      if last != nil { console.remarks("\r\u{1B}[K") }
      last = nil
    }
  }

  /// The line for a state of progress: it fits the page, or a terminal would break it, and then it could
  /// not be drawn over.
  static func line(_ progress: Progress) -> String {
    let words = progress.words
    // The last column stays free: some terminals begin a new line when it is written.
    let width = min(Self.width, pageWidth - 1 - words.count - "[] ".count)
    guard width >= Self.leastWidth else { return words }
    let full = progress.total == 0 ? 0 : progress.done * width / progress.total
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: width - full)
    return "[\(bar)] \(words)"
  }
}
