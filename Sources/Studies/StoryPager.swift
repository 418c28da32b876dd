// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations
import Texts

/// Lays out the events of a run, page by page; memory does not depend on their number.
public struct StoryPager {
  /// How many events a page has.
  public static let linesOfPage = 40
  private static let subjectColumn = 18

  /// What is shown.
  public enum Page: Hashable, Sendable, CustomStringConvertible {
    /// One page, from 1.
    case number(Int)
    /// All events.
    case all

    /// Reads `all` or the number of a page; returns nil if the text is neither.
    public init?(_ text: String) {
      if text == "all" {
        self = .all
      } else if let number = Int(text), number > 0 {
        self = .number(number)
      } else {
        return nil
      }
    }

    /// As it is read.
    public var description: String {
      switch self {
      case .number(let number): "\(number)"
      case .all: "all"
      }
    }
  }

  private let page: Page
  private let areas: [String]
  private var events = 0

  /// Begins a story of a country with these areas, of which one page or all is shown.
  public init(page: Page, areas: [String]) {
    self.page = page
    self.areas = areas
  }

  /// The lines for the next event; none if it is not on the page.
  public mutating func lines(for line: StoryLine) -> [String] {
    defer { events += 1 }
    if case .number(let number) = page, events / Self.linesOfPage != number - 1 { return [] }
    return layOut(line)
  }

  /// What is said below the events.
  public func closing(hasFilters: Bool) -> [String] {
    guard events > 0 else { return ["No such event in this run."] }
    let pages = (events + Self.linesOfPage - 1) / Self.linesOfPage
    guard case .number(let number) = page, pages > 1 else { return [""] }
    let narrower = hasFilters ? "" : " --group, --sting, --kind, --from and --to narrow it."
    let next = number < pages ? "--page \(number + 1) goes on, " : ""
    return [""]
      + ("Page \(grouped(number)) of \(grouped(pages)), \(counted(events, "event")): "
      + next + "--page all prints all." + narrower).wrapped()
  }

  /// Date, hour and subject, then what happened, then what was counted.
  private func layOut(_ line: StoryLine) -> [String] {
    var lines = line.words(among: areas).wrapped(indent: Self.subjectColumn)
    lines[0] = line.minute.padded(to: Self.subjectColumn) + lines[0].dropFirst(Self.subjectColumn)
    return lines + line.countsWords.wrapped(indent: Self.subjectColumn + 2)
  }
}
