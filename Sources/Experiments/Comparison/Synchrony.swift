// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// Holds the runs of several policies with the same luck against each other while they go on.
///
/// Common random numbers are worth what they are only as long as the same thing has the same luck under
/// every policy. No lever touches what the public and other crimes bring to the police, nor the candidates
/// from which groups and undercover arrests are thinned, so that these happen at the same moments under
/// every policy; and what happens to a contact or a group before police can act happens to it at the same
/// moment wherever it exists. Where that ends, a counter or a stream depends on a policy that should not.
public struct Synchrony: Sendable {
  /// Where the luck of two policies has parted.
  private struct Parting: Sendable {
    let time: Double
    let finding: String
  }

  private let policies: [String]
  private let streams: [UntouchedStream]
  private let name: @Sendable (StorySubject) -> String
  /// The streams that are not compared, each with the field that keeps it from being the same.
  private let omitted: [(words: String, field: String)]
  private let selection: StorySelection
  /// How many events of the first policy were compared, of each stream.
  private var compared: [Int]
  private var areas: [StoryIdentifiers: Int] = [:]
  private var parting: Parting?

  /// A comparison before the first event.
  ///
  /// - Parameters:
  ///   - streams: What no lever touches.
  ///   - policies: The names of the policies, in the order of their runs.
  ///   - fields: The paths of what differs between the scenarios beside the policy; streams that depend
  ///     on these are left out.
  ///   - name: The name of a subject for people.
  public init(
    of streams: [UntouchedStream], policies: [String], differing fields: [String] = [],
    name: @escaping @Sendable (StorySubject) -> String
  ) {
    self.policies = policies
    self.name = name
    self.streams = streams.filter { $0.field(of: fields) == nil }
    compared = self.streams.map { _ in 0 }
    omitted = streams.compactMap { stream in
      stream.field(of: fields).map { (stream.words, $0) }
    }
    var selection = StorySelection()
    selection.kinds = self.streams.flatMap(\.kinds)
    selection.isBare = true
    self.selection = selection
  }

  /// Lets all runs go on to the first moment of a day, and compares what happened.
  ///
  /// - Complexity: O(events), beside the runs; memory for the events of the stretch.
  public mutating func run(_ runs: inout [some StudyRun], until day: CalendarDate) {
    precondition(runs.count == policies.count, "\(runs.count) runs of \(policies.count) policies")
    guard !streams.isEmpty, parting == nil else {
      for index in runs.indices { runs[index].run(until: day) }
      return
    }
    var first: [StoryKind: [StoryLine]] = [:]
    for index in runs.indices {
      var lines: [StoryKind: [StoryLine]] = [:]
      runs[index].run(until: day, recording: selection) { lines[$0.kind, default: []].append($0) }
      if index == 0 {
        first = lines
      }
      for (number, stream) in streams.enumerated() {
        for kind in stream.kinds {
          if index == 0 { compared[number] += lines[kind]?.count ?? 0 }
          compare(first[kind] ?? [], lines[kind] ?? [], stream.part, policy: index)
        }
      }
    }
  }

  /// What was found: passed, or the first entity at which two policies part; nil if nothing happened
  /// that could be compared.
  public var check: Check? {
    if let parting {
      return Check(.failed, "what no lever touches differs between policies: \(parting.finding)")
    }
    // What is not simulated, as calls of the public where they are a formula, is no evidence.
    let seen = zip(streams, compared).filter { $1 > 0 }
    guard !seen.isEmpty else { return nil }
    let left = omitted.map { "; left out: \($0.words), because \($0.field) differs" }.joined()
    return Check(
      .passed,
      "what no lever touches is the same under every policy, in a month of each year, \(counted(seen.reduce(0) { $0 + $1.1 }, "event")): "
        + seen.map(\.0.words).joined(separator: ", ") + left)
  }

  private mutating func compare(
    _ first: [StoryLine], _ other: [StoryLine], _ part: UntouchedStream.Part, policy: Int
  ) {
    if policy == 0, !part.needsEveryRun { return }
    switch part {
    case .all:
      for (one, two) in zip(first, other) where one.time != two.time || one.subject != two.subject {
        return note(one, two, policy)
      }
      let count = min(first.count, other.count)
      if first.count != other.count {
        note(first.dropFirst(count).first, other.dropFirst(count).first, policy)
      }
    case .moments:
      let lines = Dictionary(first.map { ($0.subject, $0) }) { earlier, _ in earlier }
      for two in other {
        if let one = lines[two.subject], one.time != two.time { return note(one, two, policy) }
      }
    case .areas(let identifier):
      for line in other {
        guard line.subject.identifiers[identifier] != nil, let area = line.subject.area else {
          continue
        }
        let known = areas.updateValue(area, forKey: line.subject.identifiers)
        if let known, known != area { return note(nil, line, policy) }
      }
    }
  }

  /// Notes that a policy parts from the first one; the earliest such event is kept.
  private mutating func note(_ one: StoryLine?, _ two: StoryLine?, _ policy: Int) {
    let time = min(one?.time ?? .infinity, two?.time ?? .infinity)
    guard time < parting?.time ?? .infinity else { return }
    func words(_ line: StoryLine?, _ policy: Int) -> String {
      let what = line.map { line in
        "\(line.dateTime) \(line.kind.words)"
          + (name(line.subject).isEmpty ? "" : " (\(name(line.subject)))")
      }
      return "under '\(policies[policy])' \(what ?? "nothing of the kind then")"
    }
    parting = Parting(time: time, finding: "\(words(one, 0)), \(words(two, policy))")
  }
}

extension UntouchedStream.Part {
  /// Whether the events of the first policy are looked at by themselves.
  fileprivate var needsEveryRun: Bool { if case .areas = self { true } else { false } }
}
