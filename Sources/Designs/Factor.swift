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
    /// These values, each as likely; at least one, each once.
    case levels([Setting])
    /// Numbers by a probability law, under the condition that they are allowed.
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
  /// The law of the domain within what is allowed.
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

  /// The law under the condition that its numbers, rounded where whole ones are meant, are allowed.
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
  /// Increasing in the coordinate but for levels, whose order is theirs. Every level has an interval of
  /// equal length, and so has every whole number of a linear range; one of a logarithmic range, k,
  /// has a length in proportion to ln((k + 1) / k). A number by a law is its quantile, rounded where
  /// whole ones are meant.
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

  /// The levels, where the domain is a list of them.
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
