// SPDX-License-Identifier: GPL-3.0-or-later

/// What is kept of each run beside its outcomes over the counted years; each takes its room.
public struct Detail: OptionSet, Hashable, Sendable {
  /// One bit for each kind.
  public let rawValue: Int

  /// Creates a set from its bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The outcomes by month: some sixty times the room of the outcomes themselves.
  public static let months = Detail(rawValue: 1)
  /// The outcomes by area, where there are several.
  public static let areas = Detail(rawValue: 2)
  /// The outcomes by area and month, which take the room of all others many times over.
  public static let areaMonths = Detail(rawValue: 4)

  /// What a study of few states keeps unless it is told otherwise.
  public static let usual: Detail = [.months, .areas]
  /// Everything that a run can say.
  static let all: Detail = [.months, .areas, .areaMonths]

  /// The kinds in words, as files and identities state them.
  public var words: String {
    let kinds: [(Detail, String)] = [
      (.months, "months"), (.areas, "areas"), (.areaMonths, "months of areas"),
    ]
    let kept = kinds.filter { contains($0.0) }.map(\.1)
    return kept.isEmpty ? "none" : kept.joined(separator: ", ")
  }
}
