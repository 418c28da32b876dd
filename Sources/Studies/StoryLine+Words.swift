// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
public import Declarations
import Experiments

/// An event of a run in words.
extension StoryLine {
  /// Date, hour and minute: `2017-05-01 09:30`.
  public var minute: String { String(dateTime.prefix(16)).replacing("T", with: " ") }

  /// Whom it concerns and what happened; the area is told where there are several.
  public func words(among areas: [String]) -> String {
    let area = areas.count > 1 ? subject.area.map { " (\(areas[$0]))" } ?? "" : ""
    let head = "\(subject.name)\(area)"
    return (head.isEmpty ? "" : head + ": ") + ([kind.words] + details).joined(separator: "; ")
  }

  /// What was counted at that instant; empty if nothing was.
  public var countsWords: String { countsWords { _ in true } }

  /// What was counted at that instant, of what is asked for; empty if nothing was.
  func countsWords(where isAsked: (Count) -> Bool) -> String {
    counts.filter(isAsked).map { count in
      let size = abs(count.amount)
      let exact = Readable(standardError: 0, size: count.amount)(count.amount, signed: true)
      let coarse = Readable(standardError: 1, size: 0)(count.amount, signed: true)
      return "\(count.words) \(size >= 100 ? coarse : exact)"
    }.joined(separator: ", ")
  }
}
