// SPDX-License-Identifier: GPL-3.0-or-later

public import CordonModel
public import Declarations

/// Holds the runs of several policies with the same luck against each other while they go on.
///
/// Common random numbers are worth what they are only as long as the same thing has the same luck under
/// every policy. No lever touches what the public and other crimes bring to the police, nor the candidates
/// from which groups and undercover arrests are thinned, so that these happen at the same moments under
/// every policy; and what happens to a contact or a group before police can act happens to it at the same
/// moment wherever it exists. Where that ends, a counter or a stream depends on a policy that should not.
public struct Synchrony: Sendable {
  /// What is compared of a kind of event.
  private enum Part: Sendable {
    /// Every event, its moment and whom it concerns.
    case all
    /// The moment of each event that happens under both policies, of kinds that happen to an entity once.
    case moments
    /// The area of each case of the police's own that both policies have; its moment depends on queues.
    case areas
  }

  /// Kinds of events that no lever touches.
  private struct Stream: Sendable {
    let words: String
    let kinds: [EventKind]
    let part: Part
    /// The beginnings of the paths of the fields on which it depends.
    let fields: [String]

    /// The first field on which it depends, of those given.
    func field(of fields: [String]) -> String? {
      fields.first { field in (self.fields + Self.common).contains { field.hasPrefix($0) } }
    }

    /// Residents decide on all demand, and the warm-up on when everything begins.
    private static let common = ["areas", "country.", "warm-up"]

    static let all = [
      Stream(
        words: "referrals", kinds: [.referral], part: .all, fields: ["investigation.referrals"]),
      Stream(
        words: "devices of other crimes", kinds: [.otherDevices], part: .all,
        fields: ["forensics.other-devices"]),
      Stream(
        words: "candidates for undercover arrests", kinds: [.undercoverArrest], part: .all,
        fields: ["investigation.undercover-arrests", "staffing."]),
      Stream(
        words: "candidates for new groups", kinds: [.foundingCandidate], part: .all,
        fields: ["groups.initial", "groups.founding-maximum"]),
      Stream(
        words: "calls of the public", kinds: [.publicCall], part: .all,
        fields: ["response.", "staffing."]),
      Stream(
        words: "contacts, chats and lifetimes of groups",
        kinds: [.contact, .chatEnds, .groupStops], part: .moments,
        fields: ["groups.", "chats."]),
      Stream(
        words: "areas of the police's own cases", kinds: [.caseWorked, .caseLapses, .examined],
        part: .areas, fields: ["investigation.", "staffing."]),
    ]
  }

  /// Where the luck of two policies has parted.
  private struct Parting: Sendable {
    let time: Double
    let finding: String
  }

  /// A case of the police's own, whatever the policy.
  private struct OwnCase: Hashable, Sendable {
    let route: StorySubject.Route
    let number: UInt64
  }

  private let policies: [String]
  private let streams: [Stream]
  /// The streams that are not compared, each with the field that keeps it from being the same.
  private let omitted: [(words: String, field: String)]
  private let selection: StorySelection
  /// How many events of the first policy were compared, of each stream.
  private var compared: [Int]
  private var areas: [OwnCase: Int] = [:]
  private var parting: Parting?

  /// A comparison before the first event.
  ///
  /// - Parameters:
  ///   - policies: The names of the policies, in the order of their runs.
  ///   - fields: The paths of what differs between the scenarios beside the policy; streams that depend
  ///     on these are left out.
  public init(policies: [String], differing fields: [String] = []) {
    self.policies = policies
    streams = Stream.all.filter { $0.field(of: fields) == nil }
    compared = streams.map { _ in 0 }
    omitted = Stream.all.compactMap { stream in
      stream.field(of: fields).map { (stream.words, $0) }
    }
    var selection = StorySelection()
    selection.kinds = streams.flatMap(\.kinds)
    selection.isBare = true
    self.selection = selection
  }

  /// Lets all runs go on to the first moment of a day, and compares what happened.
  ///
  /// - Complexity: O(events), beside the runs; memory for the events of the stretch.
  public mutating func run(_ runs: inout [Simulation], until day: CalendarDate) {
    precondition(runs.count == policies.count, "\(runs.count) runs of \(policies.count) policies")
    guard !streams.isEmpty, parting == nil else {
      for index in runs.indices { runs[index].run(until: day) }
      return
    }
    var first: [EventKind: [StoryLine]] = [:]
    for index in runs.indices {
      var lines: [EventKind: [StoryLine]] = [:]
      runs[index].run(until: day, telling: selection) { lines[$0.kind, default: []].append($0) }
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

  /// What was found: passed, or the first entity at which two policies part; nil where nothing happened
  /// that could be compared.
  public var check: Check? {
    if let parting {
      return Check(.failed, "what no lever touches differs between policies: \(parting.finding)")
    }
    // What is not simulated, as calls of the public where they are a formula, is no evidence.
    let seen = zip(streams, compared).filter { $1 > 0 }
    guard !seen.isEmpty else { return nil }
    let left = omitted.map { "; left out: \($0.words), for \($0.field) differs" }.joined()
    return Check(
      .passed,
      "what no lever touches is the same under every policy to the end, \(counted(seen.reduce(0) { $0 + $1.1 }, "event")): "
        + seen.map(\.0.words).joined(separator: ", ") + left)
  }

  private mutating func compare(
    _ first: [StoryLine], _ other: [StoryLine], _ part: Part, policy: Int
  ) {
    guard policy > 0 || part == .areas else { return }
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
    case .areas:
      for line in other {
        guard let route = line.subject.route, let number = line.subject.ownNumber,
          let area = line.subject.area
        else { continue }
        let known = areas.updateValue(area, forKey: OwnCase(route: route, number: number))
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
          + (line.subject.name.isEmpty ? "" : " (\(line.subject.name))")
      }
      return "under '\(policies[policy])' \(what ?? "nothing of the kind then")"
    }
    parting = Parting(time: time, finding: "\(words(one, 0)), \(words(two, policy))")
  }
}
