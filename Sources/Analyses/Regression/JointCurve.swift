// SPDX-License-Identifier: GPL-3.0-or-later

/// Which curves of several unknowns, and which products of two of them, predict an outcome best together.
///
/// Curves are taken one by one, the one that predicts best first, until no further one predicts better; then products
/// in the same way. A product of two of many unknowns is tried only if both have a curve: of hundreds of products some
/// would seem to predict by chance.
///
/// Source: J. Bien, J. Taylor and R. Tibshirani, Annals of Statistics 41 (2013) 1111-1141, for that rule.
struct JointCurve: Sendable {
  private let ladders: [[Basis]]
  /// By unknown: the index of its curve in its ladder; nil if it has none.
  private var steps: [Int?]
  private var pairs: [(one: Int, other: Int)] = []

  /// With no more unknowns than these all products are tried.
  static let mostForAllProducts = 5
  /// How many states there are for each function, at least.
  static let statesPerFunction = 5

  /// Chooses curves; at least one unknown has one.
  ///
  /// - Complexity: O(states times the square of the number of unknowns times that of functions).
  init(of unknowns: [UnknownValues], for outcome: [Double]) {
    ladders = unknowns.map { Basis.ladder(of: $0) }
    steps = unknowns.map { _ in nil }
    let most = max(1, outcome.count / Self.statesPerFunction)
    let own = ladders.map { Basis.bestStep(of: $0, for: outcome) }
    var (chosen, error) = (Basis.empty, Double.infinity)
    /// Takes the candidate that predicts best, if it does so better than what is chosen; returns its index.
    func take(_ candidates: [Basis?]) -> Int? {
      var best: (index: Int, error: Double)?
      for (index, candidate) in candidates.enumerated() {
        guard let candidate,
          chosen.functions.isEmpty || chosen.functions.count + candidate.functions.count <= most
        else { continue }
        let with = Regression(outcome, by: chosen + candidate).predictionError
        if best.map({ with < $0.error }) ?? (with < error || chosen.functions.isEmpty) {
          best = (index, with)
        }
      }
      guard let best, let candidate = candidates[best.index] else { return nil }
      (chosen, error) = (chosen + candidate, best.error)
      return best.index
    }
    while let unknown = take(
      ladders.indices.map { steps[$0] == nil ? ladders[$0][own[$0]] : nil })
    {
      steps[unknown] = own[unknown]
    }
    let all = ladders.indices.flatMap { one in
      ladders.indices.filter { $0 > one }.map { (one: one, other: $0) }
    }.filter { pair in
      unknowns.count <= Self.mostForAllProducts
        || steps[pair.one] != nil && steps[pair.other] != nil
    }
    let products = all.map { Basis.product(ladders[$0.one][0], ladders[$0.other][0]) }
    var isTaken = products.map(\.functions.isEmpty)
    while let index = take(products.indices.map { isTaken[$0] ? nil : products[$0] }) {
      isTaken[index] = true
      pairs.append(all[index])
    }
  }

  /// The functions, with each curve so many sizes greater than the best.
  func basis(sizesUp: Int = 0, withProducts: Bool = true) -> Basis {
    let curves = ladders.indices.compactMap { unknown -> Basis? in
      guard let step = steps[unknown] else { return nil }
      return ladders[unknown][min(max(step + sizesUp, 0), ladders[unknown].count - 1)]
    }
    let products = withProducts ? pairs : []
    return (curves + products.map { .product(ladders[$0.one][0], ladders[$0.other][0]) })
      .reduce(.empty, +)
  }
}
