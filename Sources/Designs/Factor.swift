// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance
public import Declarations
import Glibc

/// A quantity that a design varies, with the values that it may take.
public struct Factor: Hashable, Sendable {
  /// How values are spread over a range.
  public enum Scale: Hashable, Sendable {
    /// Equal differences are equally likely.
    case linear
    /// Equal ratios are equally likely.
    case logarithmic
  }

  /// The values that a factor may take.
  public enum Domain: Hashable, Sendable {
    /// Numbers between two bounds, in canonical units, both included.
    case range(ClosedRange<Double>, Scale = .linear)
    /// These values, all equally likely; there is at least one, and none comes twice.
    case levels([Setting])
    /// Numbers of a probability law, given that they are allowed.
    case law(Law)
    /// Values that are given state by state: see ``Design/values(of:)``.
    case listed
  }

  /// The path in a scenario, for example `stings.streamed`.
  public let path: String
  /// What may be written there.
  public let kind: FieldKind
  /// The values that it may take.
  public let domain: Domain
  /// The law of the domain, given that its numbers are allowed; nil for any other domain.
  let law: TruncatedLaw?

  /// Creates a factor.
  ///
  /// - Throws: If the domain is empty, of another kind, or goes beyond what is allowed.
  public init(_ path: String, _ kind: FieldKind, _ domain: Domain) throws(DesignError) {
    self.path = path
    self.kind = kind
    self.domain = domain
    switch domain {
    case .range(let range, let scale):
      law = nil
      try Self.check(range, scale, kind)
    case .levels(let levels):
      law = nil
      if levels.isEmpty { throw DesignError("\(path) has no levels", allowed: "at least one") }
    case .law(let stated):
      law = try Self.law(stated, kind)
    case .listed:
      law = nil
    }
  }

  private static func check(
    _ range: ClosedRange<Double>, _ scale: Scale, _ kind: FieldKind
  ) throws(DesignError) {
    guard case .number(_, let allowed, _, let isWhole) = kind else {
      throw DesignError("only numbers have a range", allowed: "a list of values")
    }
    let (lower, upper) = (range.lowerBound, range.upperBound)
    guard lower.isFinite, upper.isFinite, allowed.contains(lower), allowed.contains(upper) else {
      throw DesignError(
        "the range goes beyond what is allowed", allowed: kind.text(of: allowed))
    }
    guard lower < upper else {
      throw DesignError(
        "the range holds a single value", allowed: "a smaller and a larger value")
    }
    if isWhole, lower != lower.rounded() || upper != upper.rounded() {
      throw DesignError("the bounds are not whole numbers", allowed: kind.words)
    }
    if scale == .logarithmic, lower <= 0 {
      throw DesignError(
        "a logarithmic range cannot begin at \(kind.text(of: .number(lower)))",
        allowed: "a range above 0")
    }
  }

  /// The law given that its numbers are allowed, after rounding where they are whole.
  private static func law(_ law: Law, _ kind: FieldKind) throws(DesignError) -> TruncatedLaw {
    guard case .number(_, let allowed, _, let isWhole) = kind else {
      throw DesignError("only numbers have a law", allowed: "a list of values")
    }
    let half = isWhole && !law.form.isCount ? 0.5 : 0
    do throws(ChanceError) {
      return try law.truncated(to: (allowed.lowerBound - half)...(allowed.upperBound + half))
    } catch {
      throw DesignError(
        "\(law.form.name) gives next to no value that is allowed",
        allowed: kind.text(of: allowed))
    }
  }
}

extension Factor {
  /// The value that a coordinate of the unit interval stands for, 0 to 1, both included.
  ///
  /// Numbers increase with the coordinate; levels keep their own order. Every level has an interval of equal
  /// length, and so has every whole number of a linear range. A whole number *k* of a logarithmic range has an
  /// interval in proportion to ln((*k* + 1) / *k*). A law gives its quantile, rounded where numbers are whole.
  public func setting(at coordinate: Double) -> Setting {
    precondition(0...1 ~= coordinate, "\(coordinate) is not in the unit interval")
    switch domain {
    case .levels(let levels):
      return levels[min(Int(coordinate * Double(levels.count)), levels.count - 1)]
    case .range(let range, let scale):
      // A whole number stands for the interval up to the next.
      let upper = range.upperBound + (kind.isWhole ? 1 : 0)
      let number = scale.number(at: coordinate, from: range.lowerBound, to: upper)
      return .number(clamped(kind.isWhole ? number.rounded(.down) : number, to: range))
    case .law:
      guard let law, case .number(_, let allowed, _, let isWhole) = kind else {
        preconditionFailure("\(path) has a law but is no number")
      }
      // An unbounded law has no number at the ends of the interval.
      let number = law.quantile(min(max(coordinate, 0x1p-53), 1 - 0x1p-53))
      return .number(clamped(isWhole ? number.rounded() : number, to: allowed))
    case .listed: preconditionFailure("\(path) is listed and not sampled")
    }
  }

  /// The levels; nil if the domain is no list of them.
  public var levels: [Setting]? {
    if case .levels(let levels) = domain { levels } else { nil }
  }

  /// The domain as it would be written in a study file.
  public var text: String {
    switch domain {
    case .range(let range, .linear): return kind.text(of: range)
    case .range(let range, .logarithmic): return "{log: \(kind.text(of: range))}"
    case .levels(let levels):
      return "[\(levels.map { kind.text(of: $0) }.joined(separator: ", "))]"
    case .law(let law):
      return FieldKind.law(unit: kind.unit ?? .factor).text(of: .law(law))
    case .listed: return "listed"
    }
  }

  private func clamped(_ number: Double, to range: ClosedRange<Double>) -> Double {
    min(max(number, range.lowerBound), range.upperBound)
  }
}

extension Factor.Scale {
  /// The number at a share of the way between two others.
  func number(at share: Double, from lower: Double, to upper: Double) -> Double {
    switch self {
    case .linear: lower + (upper - lower) * share
    case .logarithmic: lower * pow(upper / lower, share)
    }
  }
}

extension FieldKind {
  /// Whether only whole numbers may be written.
  var isWhole: Bool {
    if case .number(_, _, _, isWhole: true) = self { true } else { false }
  }
}
