// SPDX-License-Identifier: GPL-3.0-or-later

public import Studies

/// The shard that a task of a job array runs.
///
/// The variables of its scheduler name it.
///
/// Cordon does not guess. If the variables do not say for certain which task this is, and of how many, that
/// is a fault: a wrong guess would run one shard twice and leave another out.
public struct ArrayTask: Hashable, Sendable {
  /// A variable as it is set.
  public struct Variable: Hashable, Sendable, CustomStringConvertible {
    /// Its name.
    public let name: String
    /// Its value.
    public let value: String

    /// The variable as a shell writes it: `A=1`.
    public var description: String { "\(name)=\(value)" }
  }

  /// Why the variables name no shard.
  public struct Fault: Error, Hashable {
    /// What is half set, contradictory or missing, and what to do.
    public let message: String

    init(_ message: String) { self.message = message }
  }

  /// The shard.
  public let shard: Shard
  /// The scheduler that was recognised.
  public let scheduler: String
  /// The variables that say so.
  public let variables: [Variable]

  /// Reads the variables of whichever scheduler set them.
  ///
  /// - Parameters:
  ///   - environment: The variables of the process.
  ///   - shards: How many shards there are, if the user says it. If the array has another number of
  ///     tasks, or does not tell how many, an index is the number of a shard. Part of an array can
  ///     thus be run again.
  ///   - firstIndex: The index of the first shard, if the user says it.
  ///   - split: How many shards the study has already. Only messages use it.
  /// - Throws: What is half set, contradictory, or missing.
  public init(
    in environment: [String: String], shards: Int? = nil, firstIndex: Int? = nil,
    split: Int? = nil
  ) throws(Fault) {
    var found: [ArrayTask] = []
    for scheduler in ArrayScheduler.all {
      guard let reading = try Reading(scheduler, in: environment) else { continue }
      found.append(try reading.task(shards: shards, firstIndex: firstIndex, split: split))
    }
    guard let first = found.first else {
      let names = ArrayScheduler.all.map(\.index).joined(separator: ", ")
      throw Fault(
        "this is not a task of a job array: none of \(names) is set; say which shard this is: "
          + "--shard 3/8")
    }
    if let other = found.first(where: { $0.shard != first.shard }) {
      throw Fault(
        "two schedulers say different things: \(first.scheduler) shard \(first.shard) "
          + "(\(first.words)), \(other.scheduler) shard \(other.shard) (\(other.words)); unset the "
          + "variables of one of them, or say which shard this is: --shard 3/8")
    }
    self = first
  }

  private init(shard: Shard, scheduler: String, variables: [Variable]) {
    self.shard = shard
    self.scheduler = scheduler
    self.variables = variables
  }

  /// The variables, as a shell writes them.
  public var words: String { variables.map(\.description).joined(separator: " ") }

  /// What a scheduler's variables say.
  private struct Reading {
    let scheduler: ArrayScheduler
    let index: Int
    /// The numbers of the scheduler's other variables; empty if none of them is set.
    let extent: [Int]
    let variables: [Variable]

    /// Reads them; nil if the job is no array of this scheduler.
    init?(_ scheduler: ArrayScheduler, in environment: [String: String]) throws(Fault) {
      func variable(_ name: String) -> Variable? {
        guard let value = environment[name], !value.isEmpty, value != scheduler.notAnArray else {
          return nil
        }
        return Variable(name: name, value: value)
      }
      func number(_ variable: Variable) throws(Fault) -> Int {
        guard let number = Int(variable.value), abs(number) <= Shard.most else {
          throw Fault("\(variable): must be a whole number of at most \(Shard.most)")
        }
        return number
      }
      let names = scheduler.extentVariables
      let others = names.compactMap { variable($0) }
      guard let own = variable(scheduler.index) else {
        guard let other = others.first else { return nil }
        throw Fault(
          "the variables of \(scheduler.name) are half set: \(other), but \(scheduler.index) is "
            + "not set")
      }
      if !others.isEmpty, let missing = names.first(where: { variable($0) == nil }) {
        throw Fault(
          "the variables of \(scheduler.name) are half set: \(own), but \(missing) is not set")
      }
      var extent: [Int] = []
      for other in others { extent.append(try number(other)) }
      self.scheduler = scheduler
      self.index = try number(own)
      self.extent = extent
      variables = [own] + others
    }

    func task(shards: Int?, firstIndex: Int?, split: Int?) throws(Fault) -> ArrayTask {
      let (number, count) = try numbers(shards: shards, firstIndex: firstIndex, split: split)
      guard let shard = Shard(number: number, of: count) else {
        throw Fault(
          "\(words): there is no shard \(number) of \(count)"
            + (scheduler.base == .chosen
              ? "; the first index is taken to be \(firstIndex ?? 1): --first-index names another"
              : "")
        )
      }
      return ArrayTask(shard: shard, scheduler: scheduler.name, variables: variables)
    }

    private var words: String { variables.map(\.description).joined(separator: " ") }

    /// Which task this is, from 1, and of how many.
    private func numbers(
      shards: Int?, firstIndex: Int?, split: Int?
    ) throws(Fault) -> (number: Int, count: Int) {
      let whole = try wholeArray()
      if let whole, firstIndex == nil, shards == whole.count || shards == nil && !mayBePart {
        return whole
      }
      guard let shards else {
        if extent.isEmpty, let missing = scheduler.extentVariables.first {
          throw Fault(
            "the variables of \(scheduler.name) are half set: \(words), but \(missing) is not set")
        }
        let isPart = !extent.isEmpty
        let known = split.map { " (this study has \($0): --shards \($0))" } ?? ""
        throw Fault(
          isPart
            ? "\(words): this may be a part of an array: say with --shards how many shards there "
              + "are\(known), and with --first-index which index comes first if that is not 1"
            : "\(words): \(scheduler.name) does not tell how many tasks there are: give their number with "
              + "--shards\(known), and count the indices from 1")
      }
      switch scheduler.base {
      case .chosen: return (index - (firstIndex ?? 1) + 1, shards)
      case .fixed(let base):
        if let firstIndex, firstIndex != base {
          throw Fault(
            "--first-index \(firstIndex): the indices of \(scheduler.name) begin at \(base)")
        }
        guard whole == nil || whole?.count == shards else {
          throw Fault("\(words): the array does not have \(shards) tasks, as --shards says")
        }
        return (index - base + 1, shards)
      }
    }

    /// Whether the first index is above 1, as in `--array=7` or `--array=5-8`: such an array may run part of
    /// another one again.
    private var mayBePart: Bool {
      if case .range = scheduler.extent { extent.first.map { $0 > 1 } ?? false } else { false }
    }

    /// Which task of the whole array this is; nil if the variables leave open which indices the array has.
    private func wholeArray() throws(Fault) -> (number: Int, count: Int)? {
      guard !extent.isEmpty else { return nil }
      guard case .range = scheduler.extent else {
        guard case .fixed(let base) = scheduler.base, (base..<(base + max(0, extent[0]))) ~= index
        else { throw Fault("\(words): the array does not have this index") }
        return (index - base + 1, extent[0])
      }
      let (first, last, step) = (extent[0], extent[1], extent[2])
      guard step > 0, first <= last, (first...last) ~= index else {
        throw Fault("\(words): the array does not have this index")
      }
      let count = (last - first) / step + 1
      // A list of indices, as `--array=2,7,11`, has a first, a last and a step too, but they lie.
      guard extent.count < 4 || extent[3] == count, (index - first).isMultiple(of: step) else {
        return nil
      }
      return ((index - first) / step + 1, count)
    }
  }
}
