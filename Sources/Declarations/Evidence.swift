// SPDX-License-Identifier: GPL-3.0-or-later

/// How well a number is known.
public enum EvidenceGrade: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Official statistics or peer reviewed work.
  case a = "A"
  /// Released under freedom of information, or official figures from a second-hand copy.
  case b = "B"
  /// A single report.
  case c = "C"
  /// An estimate or an assumption of this project.
  case d = "D"

  /// What the grade means, in words.
  public var meaning: String {
    switch self {
    case .a: "official or peer reviewed"
    case .b: "freedom of information"
    case .c: "single report"
    case .d: "estimate or assumption"
    }
  }

  /// A better grade comes before a worse one.
  public static func < (left: EvidenceGrade, right: EvidenceGrade) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// Where a number comes from, how good it is and how far it may be off.
public struct Evidence: Hashable, Sendable {
  /// How well the number is known.
  public var grade: EvidenceGrade
  /// The source, or the reason for an assumption, in one sentence.
  public var source: String
  /// The plausible range, in canonical units; nil if none is stated.
  public var plausible: ClosedRange<Double>?
  /// Whether this is a deep uncertainty: a response of behaviour that no source measures.
  public var isDeep: Bool

  /// Creates a statement of evidence; `plausible` is in canonical units.
  public init(
    _ grade: EvidenceGrade, _ source: String, plausible: ClosedRange<Double>? = nil,
    isDeep: Bool = false
  ) {
    self.grade = grade
    self.source = source
    self.plausible = plausible
    self.isDeep = isDeep
  }
}
