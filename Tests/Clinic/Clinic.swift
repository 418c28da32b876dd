// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// A walk-in clinic: patients come at random to nurses who see them in turn, and some are advised by
/// telephone instead.
///
/// It shows what a model must say to be studied by the same machinery as any other, and its expected outcomes
/// are closed forms: it is the queue M/M/c.
public struct Clinic: StudyModel {
  /// A run of the model.
  public typealias Run = ClinicRun

  /// What a policy sets.
  public struct Levers: Hashable, Sendable {
    /// How many nurses see patients.
    public var nurses = 3
    /// The share of patients who are advised by telephone and do not come.
    public var advised = 0.0

    static let fields: [Field<Levers>] = [
      .whole(
        "nurses", \.nurses, .count("nurses"), allowed: 1...100, "Nurses who see patients.",
        Evidence(.d, "an example")),
      .share(
        "advised", \.advised, "Share of patients who are advised by telephone.",
        Evidence(.d, "an example")),
    ]
  }

  /// What the world is like.
  public struct Demand: Hashable, Sendable {
    /// Patients per day.
    public var arrivals = 20.0
    /// The mean time with a nurse, in days.
    public var service = 0.1

    static let fields: [Field<Demand>] = [
      .number(
        "arrivals", \.arrivals, .perDay, allowed: 0...1_000, "Patients who want to be seen.",
        Evidence(.d, "an example", plausible: 10...30)),
      .number(
        "service", \.service, .days, allowed: 0...10, "Mean time with a nurse.",
        Evidence(.d, "an example")),
    ]
  }

  /// How it is studied.
  public struct Design: Hashable, Sendable {
    /// How many replications each policy is given.
    public var replications = 40
    /// The seed of all chance.
    public var seed = 7

    static let fields: [Field<Design>] = [
      .whole(
        "replications", \.replications, .count("replications"), allowed: 1...10_000,
        "How many futures are simulated.", Evidence(.d, "a choice of the study")),
      .whole(
        "seed", \.seed, .factor, allowed: 0...1_000_000, "Seed of all chance.",
        Evidence(.d, "a choice of the study")),
    ]
  }

  /// The scenario's name.
  public var name = "clinic"
  /// The name of the policy.
  public var policyName: String
  /// How it is studied.
  public var design = Design()
  /// What the world is like.
  public var demand = Demand()
  /// What holds until the policy begins.
  public var before = Levers()
  /// What the policy sets.
  public var policy: Levers

  /// A clinic under a policy.
  public init(_ policyName: String, nurses: Int = 3, advised: Double = 0) {
    self.policyName = policyName
    policy = Levers(nurses: nurses, advised: advised)
  }

  /// All fields of a scenario.
  public static let catalogue = FieldCatalogue<Clinic>(
    FieldCatalogue.Entry.all(Design.fields, as: .setting, in: \.design, standard: Design())
      + FieldCatalogue.Entry.all(Demand.fields, as: .world, in: \.demand, standard: Demand())
      + FieldCatalogue.Entry.all(
        Levers.fields, as: .lever, under: "policy.levers", in: \.policy, standard: Levers())
      + FieldCatalogue.Entry.all(
        Levers.fields, as: .history, under: "history", in: \.before, standard: Levers()))

  private static let care = Outcome.Section("Care", drivers: ["demand"])

  /// The outcomes of a run, in the order of their values.
  public static let outcomes = OutcomeSet([
    Outcome(
      name: "seen", section: care, isHeadline: true, unit: "patients per year",
      monthlyUnit: "patients", summary: "Patients whom a nurse began to see.", better: .none,
      matters: 10, isCount: true, roles: [.gain]),
    Outcome(
      name: "wait", section: care, isHeadline: true, unit: "days", monthlyUnit: "days",
      summary: "Mean wait of those seen.", better: .fewer, matters: 0.002, roles: [.risk]),
    Outcome(
      name: "advised", section: care, unit: "patients per year", monthlyUnit: "patients",
      summary: "Patients advised by telephone.", better: .none, matters: 10, isCount: true),
  ])

  /// When it happens: a year is counted.
  public let calendar = StudyCalendar(
    warmUp: 10, start: "2020-01-01", policyFrom: "2020-03-01", counted: 1)
  /// How many replications each policy is given.
  public var replications: Int {
    get { design.replications }
    set { design.replications = newValue }
  }
  /// The seed of all chance.
  public var seed: Int { design.seed }

  /// Nothing keeps it from being simulated.
  public var excesses: [String] {
    [("history", before), ("policy", policy)].compactMap { when, levers in
      let load = demand.arrivals * (1 - levers.advised) * demand.service
      return load < Double(levers.nurses)
        ? nil : "\(when): \(levers.nurses) nurses cannot see patients whose care needs \(load)"
    }
  }

  /// The first day on which the policies of any two scenarios may differ; nil where they never do.
  public static func partingDay(of scenarios: [Clinic]) -> CalendarDate? {
    scenarios.allSatisfy { $0.policy == scenarios[0].policy }
      ? nil : scenarios[0].calendar.policyFrom
  }

  /// The scenario without one thing that its policy does, for each of them.
  public var withoutParts: [PolicyPart<Clinic>] {
    Self.catalogue[.lever].map { lever in
      var scenario = self
      let old = Self.catalogue[.history, lever.key]?.field.read(self) ?? lever.standard
      lever.field.write(old, &scenario)
      return PolicyPart(
        "lever \(lever.key)", without: scenario, isRedundant: scenario.policy == policy)
    }
  }
}
