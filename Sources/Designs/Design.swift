// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// The states of a study: which values its factors take together.
///
/// A design is deterministic: the same factors, number of points and seed give the same states on any
/// machine. Grids compute a state when it is asked for; all other designs hold theirs.
public struct Design: Sendable {
  /// How states are chosen.
  public enum Form: Hashable, Sendable {
    /// All combinations of the factors' levels, or of several blocks of levels one after the other.
    case grid
    /// States one by one, as they are given.
    case list
    /// As many strata of each factor as there are points, and in each stratum exactly one point.
    case latinHypercube(seed: UInt32)
    /// The sequence of Sobol', randomly shifted where there is a seed.
    case sobol(seed: UInt32?)
    /// The sequence of Halton, randomly shifted where there is a seed.
    case halton(seed: UInt32?)
    /// A centre, and each factor alone at its ends: see ``Design/ends(of:centre:)``.
    case ends
    /// Blocks of states for indices of sensitivity: see ``Design/saltelli(_:blocks:seed:)``.
    case saltelli(seed: UInt32)
  }

  enum States: Sendable {
    /// For each block and each factor, the indices of its levels among all levels of the factor.
    case blocks([[[Int32]]])
    /// For each factor its values, state by state.
    case columns([ListedColumn])
    /// For each state the coordinate of each factor, in the unit interval.
    case points([Double])
    /// For each block the coordinates of two points, one after the other.
    case pairs([Double])
  }

  /// How states are chosen.
  public let form: Form
  /// What is varied, in the order of the values of a state.
  public let factors: [Factor]
  /// How many states there are: at least 1.
  public let count: Int
  let states: States

  /// The most states that a design may have.
  public static let stateLimit = 10_000_000
  /// The most numbers that a design may hold: states times factors of all designs but grids.
  public static let storageLimit = 50_000_000

  init(_ form: Form, _ factors: [Factor], count: Int, _ states: States) throws(DesignError) {
    guard (1...Self.stateLimit).contains(count) else {
      throw DesignError(
        count < 1 ? "a design without a state" : "there are more states than can be run",
        allowed: "1 to \(Self.stateLimit) states")
    }
    var paths: Set<String> = []
    for factor in factors where !paths.insert(factor.path).inserted {
      throw DesignError("\(factor.path) is varied twice")
    }
    self.form = form
    self.factors = factors
    self.count = count
    self.states = states
  }

  private init() {
    (form, factors, count, states) = (.grid, [], 1, .blocks([[]]))
  }

  /// The design of a study that varies nothing: one state without values.
  public static let single = Design()

  /// The values of the factors in a state, 0 to `count` - 1.
  ///
  /// - Complexity: O(*f*) for *f* factors; for several grids also linear in their number.
  public func values(of state: Int) -> [Setting] {
    precondition((0..<count).contains(state), "there is no state \(state) of \(count)")
    switch states {
    case .blocks(let blocks): return values(of: state, in: blocks)
    case .columns(let columns): return columns.map { $0[state] }
    case .points(let points):
      return factors.indices.map {
        factors[$0].setting(at: points[state * factors.count + $0])
      }
    case .pairs:
      let coordinates = coordinates(of: state) ?? []
      return zip(factors, coordinates).map { $0.setting(at: $1) }
    }
  }

  /// The coordinates of a state in the unit cube; nil for grids and lists, which have none.
  public func coordinates(of state: Int) -> [Double]? {
    switch states {
    case .blocks, .columns: return nil
    case .points(let points):
      return Array(points[(state * factors.count)..<((state + 1) * factors.count)])
    case .pairs(let pairs): return coordinates(of: state, in: pairs)
    }
  }

  /// Whether a larger design of the same form begins with the states of this one.
  ///
  /// True of the sequences of Sobol' and Halton, of a list to which states are appended, of grids to which
  /// another block is appended, and of blocks for indices of sensitivity; a Latin hypercube of more points
  /// shares no state with it.
  public var keepsPrefix: Bool {
    if case .latinHypercube = form { false } else { true }
  }

  /// How many states are looked through for repetitions.
  private static let repetitionLimit = 1_000_000

  /// The first state that repeats an earlier one, the earlier one, and how many states repeat earlier ones;
  /// nil if none does.
  ///
  /// It looks through the first million states of a list or of several grids. A single grid has each state
  /// once, and sampled points may be equal by chance.
  /// - Complexity: O(*n*) for *n* states on average.
  public var repetition: (state: Int, earlier: Int, count: Int)? {
    switch states {
    case .blocks(let blocks) where blocks.count < 2: return nil
    case .points, .pairs: return nil
    case .blocks, .columns: break
    }
    if case .ends = form { return nil }
    var seen: [Int: Int] = [:]
    var found: (state: Int, earlier: Int, count: Int)?
    for state in 0..<min(count, Self.repetitionLimit) {
      let values = values(of: state)
      let hash = values.hashValue
      if let earlier = seen[hash], self.values(of: earlier) == values {
        found = found.map { ($0.state, $0.earlier, $0.count + 1) } ?? (state, earlier, 1)
      } else {
        seen[hash] = state
      }
    }
    return found
  }

  func level(_ number: Int32, of factor: Int) -> Setting {
    guard let levels = factors[factor].levels else {
      preconditionFailure("\(factors[factor].path) has no levels")
    }
    return levels[Int(number)]
  }
}

extension Design {
  /// How its states are chosen, as a study's plan says it.
  public var kind: StateDesign {
    switch form {
    case .grid: .grid
    case .list: .list
    case .latinHypercube, .sobol, .halton: .sample
    case .ends: .ends
    case .saltelli: .blocks
    }
  }
}

extension Design: CustomStringConvertible {
  /// The design in words, for example `the first 64 points of the sequence of Sobol'`.
  public var description: String {
    let shift = { (seed: UInt32?) in seed.map { ", shifted with seed \($0)" } ?? "" }
    return switch form {
    case .grid where factors.isEmpty: "one state"
    case .grid: "\(counted(count, "state")) of a grid"
    case .list: counted(count, "listed state")
    case .ends: "a centre and \(counted(count - 1, "end")) of \(counted(factors.count, "factor"))"
    case .latinHypercube(let seed): "a Latin hypercube of \(counted(count, "point")), seed \(seed)"
    case .sobol(let seed):
      "the first \(counted(count, "point")) of the sequence of Sobol'" + shift(seed)
    case .halton(let seed):
      "the first \(counted(count, "point")) of the sequence of Halton" + shift(seed)
    case .saltelli(let seed):
      "\(counted(count / (factors.count + 2), "block")) of \(counted(factors.count + 2, "state")), "
        + "seed \(seed)"
    }
  }
}
