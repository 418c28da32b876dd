// SPDX-License-Identifier: GPL-3.0-or-later

/// What a reader has set, as the page sends it: a policy of their own, other policies, and values of unknowns.
///
/// All values are texts as scenario files have them. They are judged where files are judged: by the loader.
public struct BenchQuestion: Codable, Hashable, Sendable {
  /// The condition of a trigger.
  public struct Condition: Codable, Hashable, Sendable {
    /// The outcome; nil in `until` for that of `when`.
    public var outcome: String?
    /// How it is compared: `>=`, `>`, `<=` or `<`.
    public var comparison: String
    /// With what, in the outcome's unit of a month.
    public var threshold: Double
    /// Over how many days.
    public var within: Double
  }

  /// A trigger: what happens when something has happened.
  public struct Reaction: Codable, Hashable, Sendable {
    /// The outcome.
    public var outcome: String
    /// How it is compared.
    public var comparison: String
    /// With what, in the outcome's unit of a month.
    public var threshold: Double
    /// Over how many days.
    public var within: Double
    /// The preset that then holds.
    public var then: String
    /// For how many days at least.
    public var `for`: Double
    /// What must hold before it is released; nil for nothing.
    public var until: Condition?
    /// `national` or `each`; nil for the first.
    public var scope: String?
    /// For how many days it then rests; nil for none.
    public var rest: Double?
  }

  /// The reader's own policy.
  public struct Mine: Codable, Hashable, Sendable {
    /// The policy with which it begins; nil for the status quo.
    public var from: String?
    /// The levers that it sets, by name.
    public var levers: [String: String]?
    /// Its triggers.
    public var triggers: [Reaction]?

    /// A policy of levers.
    public init(from: String? = nil, levers: [String: String] = [:], triggers: [Reaction] = []) {
      (self.from, self.levers, self.triggers) = (from, levers, triggers)
    }
  }

  /// What the reader's own policy is called.
  public static let mineName = "mine"
  /// How many policies a reader may see beside the reference.
  public static let mostPolicies = 8
  /// How many triggers a policy may have.
  public static let mostTriggers = 8
  /// How many values may be set, and how long each may be.
  static let mostValues = 400
  static let longestText = 200

  /// The reader's own policy; nil for one that changes nothing.
  public var mine: Mine?
  /// The values of unknowns, by path.
  public var unknowns: [String: String]?
  /// The policies beside the reference, in the order of their columns; nil for what is open and mine.
  public var policies: [String]?
  /// The outcomes that are shown, in the order of their rows; nil for those of a first screen.
  public var outcomes: [String]?
  /// The area of which outcomes are shown; nil for the country.
  public var area: String?

  /// A question.
  public init(
    mine: Mine? = nil, unknowns: [String: String] = [:], policies: [String]? = nil,
    outcomes: [String]? = nil, area: String? = nil
  ) {
    self.mine = mine
    self.unknowns = unknowns
    self.policies = policies
    self.outcomes = outcomes
    self.area = area
  }

  /// What is too much or too long to be looked at.
  var excesses: [BenchFault] {
    let (levers, triggers) = (mine?.levers ?? [:], mine?.triggers ?? [])
    let values = (unknowns ?? [:]).merging(levers) { one, _ in one }
    let names =
      (policies ?? []) + (outcomes ?? []) + [area, mine?.from].compactMap(\.self)
      + triggers.flatMap {
        [
          $0.outcome, $0.comparison, $0.then, $0.scope ?? "", $0.until?.comparison ?? "",
          $0.until?.outcome ?? "",
        ]
      }
    var faults: [BenchFault] = []
    func refuse(_ isTooMuch: Bool, _ path: String, _ message: String) {
      if isTooMuch { faults.append(BenchFault(path: path, message: message)) }
    }
    refuse(
      (policies ?? []).count > Self.mostPolicies, "policies",
      "at most \(Self.mostPolicies) policies can stand beside each other")
    refuse(
      triggers.count > Self.mostTriggers, "policy.triggers",
      "a policy has at most \(Self.mostTriggers) triggers here")
    refuse(
      values.count > Self.mostValues || names.count > Self.mostValues, "policy",
      "more than \(Self.mostValues) values are set")
    refuse(
      (values.flatMap { [$0.key, $0.value] } + names).contains { $0.utf8.count > Self.longestText },
      "policy", "a name or a value is longer than \(Self.longestText) characters")
    return faults
  }
}

/// Something that is wrong with a question, or probably not meant.
public struct BenchFault: Codable, Hashable, Sendable {
  /// What is meant, as a scenario file names it, for example `policy.levers.acceptance`; nil for the whole.
  public var path: String?
  /// What is wrong, in words.
  public var message: String
  /// What is allowed; nil if a few words cannot say it.
  public var allowed: String?
  /// The text that was probably meant, which is accepted; nil if nothing is near.
  public var suggestion: String?

  init(
    path: String? = nil, message: String, allowed: String? = nil, suggestion: String? = nil
  ) {
    (self.path, self.message, self.allowed, self.suggestion) = (path, message, allowed, suggestion)
  }
}

/// All that is wrong with a question.
public struct BenchFaults: Error, Codable, Hashable, Sendable {
  /// What is wrong; at least one thing.
  public var faults: [BenchFault]

  init(_ faults: [BenchFault]) { self.faults = faults }
}
