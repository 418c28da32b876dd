// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance

/// Which laws may stand for a field. Their numbers are never below 0, and a share is never above 1; days and
/// counts made from them stay exact.
extension Unit {
  /// What the arguments of laws in this unit may be, in canonical units.
  ///
  /// Pure numbers among them, such as a shape or a probability, have the bounds of ``factor``.
  public var lawful: ClosedRange<Double> {
    switch dimension {
    case .share: 0...1
    case .duration: 0...100 * 365.25
    case .factor: -1e6...1e6
    case .rate, .work: 0...1e6
    case .count, .money: 0...1e9
    }
  }

  /// The greatest number that a law in this unit may give by chance, in canonical units.
  ///
  /// Days and counts up to it are exact, and so are their sums.
  fileprivate var reach: Double { dimension == .share ? 1 : 1e12 }

  /// The least quantity above 0: the square of a smaller one may be too small to be stored.
  private static let nextToNothing = 1e-9

  /// Why the law cannot stand for a quantity in this unit, and what could; nil if it can.
  public func excess(of law: Law) -> (message: String, allowed: String)? {
    let stated = zip(law.form.arguments, law.arguments)
    if let tiny = stated.first(where: { $0.isQuantity && 0 < $1 && $1 < Self.nextToNothing }) {
      return (
        "\(law.form.name): \(tiny.0.name) is next to 0", "\(text(of: Self.nextToNothing)) or more"
      )
    }
    guard law.support.lowerBound >= 0 else {
      return ("\(law.form.name) can give numbers below 0", "`from: \(text(of: 0))` or more")
    }
    if dimension == .share, law.support.upperBound > 1 {
      return (
        "\(law.form.name) can give shares above 100%",
        law.form == .normal ? "`to: 100%` or less" : "a law that ends, such as beta"
      )
    }
    guard law.greatest > reach else { return nil }
    return (
      "\(law.form.name) gives numbers above \(text(of: reach)) by chance",
      "arguments that leave a thinner tail"
    )
  }
}

extension Law {
  /// The number that 1 draw in 2^32 exceeds, where the law has a thick tail; 0 for other laws.
  ///
  /// A draw of another law is at most a hundred thousand times its arguments, which ``Unit/lawful`` bounds.
  fileprivate var greatest: Double {
    switch form {
    case .lognormalByQuantiles, .lognormalByMoments, .weibullByMean, .weibullByScale, .pareto:
      let greatest = quantile(1 - 0x1p-32)
      return greatest.isNaN ? .infinity : greatest
    default: return 0
    }
  }
}
