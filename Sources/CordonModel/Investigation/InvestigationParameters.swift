// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance
import Declarations

/// Investigators, and the demand of the police's own on them.
public struct InvestigationParameters: Hashable, Sendable {
  /// Hours a calendar day that an investigator can give to cases, over weekends and leave.
  public var hoursPerDay = 4.0
  /// Referrals of online child sexual abuse that police receive otherwise; per day.
  public var referrals = 20_000 * Unit.perYear.inCanonicalUnits
  /// Arrests for online child sexual abuse without volunteers; per day.
  public var arrests = 500 * Unit.perMonth.inCanonicalUnits
  /// Arrests by undercover officers, among these; per day.
  public var undercoverArrests = 1_362 * Unit.perYear.inCanonicalUnits
  /// Assessed risk of the referrals; shares that add up to 1.
  public var grades = [0.1, 0.3, 0.35, 0.25]
  /// Time within which a referral of very high risk should be acted on; in days.
  public var targetVeryHigh = 1.0
  /// Time within which a referral of high risk should be acted on; in days.
  public var targetHigh = 7.0
  /// Time within which a referral of medium risk should be acted on; in days.
  public var targetMedium = 14.0
  /// Time within which a referral of low risk should be acted on; in days.
  public var targetLow = 30.0
  /// Officer-hours of a referral before any arrest.
  public var enquiries = 8.0
  /// Officer-hours from arrest to charge.
  public var arrestToCharge = 60.0
  /// Share of the hours from arrest to charge that are worked before the devices come back; 0 to 1.
  public var beforeDevices = 0.5
  /// Officer-hours of a case relative to those stated for its kind, the same before and after the
  /// devices; a law.
  public var effort = Law.gamma(mean: 1, sd: 0.5)
  /// Share of volunteer cases charged on the file alone, without waiting for devices; 0 to 1.
  public var chargeWithoutDevices = 0.3
  /// Waiting time after which a case not taken up lapses: leads go cold, witnesses withdraw (a law,
  /// in days).
  public var patience = Law.exponential(mean: 180)
  /// Share of the police's own cases that are meeting a child following sexual grooming; 0 to 1.
  public var ownOffenceShare = 0.043
  /// Whether the police's own cases are under way when the simulation begins, as many as in the long run.
  public var ownPast = true

  /// The central values of the evidence.
  public init() {}

  /// Grades of assessed risk, the highest first.
  static let gradeNames = ["very-high", "high", "medium", "low"]

  /// Days within which a referral of the grade should be taken up.
  func target(ofGrade grade: Int) -> Double {
    switch grade {
    case 0: targetVeryHigh
    case 1: targetHigh
    case 2: targetMedium
    default: targetLow
    }
  }

  /// Share of referrals that end in an arrest.
  var arrestShare: Double {
    referrals > 0 ? min(1, max(0, arrests - undercoverArrests) / referrals) : 0
  }
}

extension InvestigationParameters {
  static let fields: [Field<InvestigationParameters>] = [
    .number(
      "hours-per-day", \.hoursPerDay, .count("hours"), allowed: 0.1...24,
      "Hours a calendar day that an investigator can give to cases, over weekends and leave.",
      Evidence(.d, "about 1,460 hours a year", plausible: 3...5)),
    .number(
      "referrals", \.referrals, .perYear, allowed: 0...10_000,
      "Referrals of online child sexual abuse that police receive otherwise.",
      Evidence(.a, "over 20,000 in 2021, UK (HMICFRS 2023)")
    ).copied,
    .number(
      "arrests", \.arrests, .perMonth, allowed: 0...10_000,
      "Arrests for online child sexual abuse without volunteers.",
      Evidence(.c, "about 500 a month in 2019, UK (NPCC)")),
    .number(
      "undercover-arrests", \.undercoverArrests, .perYear, allowed: 0...10_000,
      "Arrests by undercover officers, among these.",
      Evidence(.a, "1,362 from April 2021 to March 2022, England and Wales")
    ).copied,
    .shares(
      "grades", \.grades, of: gradeNames, "Assessed risk of the referrals.",
      Evidence(.d, "assumption")
    ).copied,
    target("target-very-high", \.targetVeryHigh, "very high"),
    target("target-high", \.targetHigh, "high"),
    target("target-medium", \.targetMedium, "medium"),
    target("target-low", \.targetLow, "low"),
    .number(
      "enquiries", \.enquiries, .officerHours, allowed: 0...10_000,
      "Officer-hours of a referral before any arrest.",
      Evidence(
        .c, "\"a working day\" per referral (national lead, PA May 2019)",
        plausible: 4...24)),
    .number(
      "arrest-to-charge", \.arrestToCharge, .officerHours, allowed: 0...10_000,
      "Officer-hours from arrest to charge.",
      Evidence(
        .d,
        "no direct measurement; about nine open cases per detective (South Yorkshire 2016)",
        plausible: 25...150)),
    .share(
      "before-devices", \.beforeDevices,
      "Share of the hours from arrest to charge that are worked before the devices come back.",
      Evidence(.d, "assumption", plausible: 0.3...0.8)),
    .law(
      "effort", \.effort, .factor,
      "Officer-hours of a case relative to those stated for its kind, the same before and after the devices.",
      Evidence(.d, "assumption: cases differ, some take three times as long as others")
    ).copied,
    .share(
      "charge-without-devices", \.chargeWithoutDevices,
      "Share of volunteer cases charged on the file alone, without waiting for devices.",
      Evidence(.d, "six court judgments: some were charged within days", plausible: 0...0.7)),
    .law(
      "patience", \.patience, .days,
      "Waiting time after which a case not taken up lapses: leads go cold, witnesses withdraw.",
      Evidence(.d, "assumption", plausible: 60...720)),
    .share(
      "own-offence-share", \.ownOffenceShare,
      "Share of the police's own cases that are meeting a child following sexual grooming.",
      Evidence(
        .b, "set so that 145 to 180 are charged a year, as in 2014 to 2016 (BBC FOI, Sep 2017)")),
    .flag(
      "own-past", \.ownPast,
      """
      Whether the police's own cases are under way when the simulation begins, as many as in the long \
      run; otherwise none is.
      """, .design
    ).constant(because: "it is how the simulation begins"),
  ]

  private static func target(
    _ path: String, _ property: Field<InvestigationParameters>.Property<Double>, _ grade: String
  ) -> Field<InvestigationParameters> {
    .number(
      path, property, .days, allowed: 0...3_653,
      "Time within which a referral of \(grade) assessed risk should be taken up.",
      Evidence(.a, "HMICFRS 2023: the first usually met, the others often missed"))
  }
}
