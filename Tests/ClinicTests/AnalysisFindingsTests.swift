// SPDX-License-Identifier: GPL-3.0-or-later

import Analyses
import Clinic
import Declarations
import Experiments
import Foundation
import OutcomeTables
import Studies
import Testing

@Suite("What analyses find in the states of a sweep")
struct AnalysisFindingsTests {
  /// States with so many patients each, under two policies.
  private func sweep(
    _ arrivals: [Double], design: StateDesign?, replications: Int = 4, luck: StateLuck = .own
  ) throws -> Sweep {
    try Sweep(
      name: "clinic",
      factors: Clinic.catalogue[.world].prefix(1).map {
        Sweep.Factor(path: $0.path, kind: $0.kind, summary: $0.summary)
      },
      states: arrivals.count, luck: luck, design: design, detail: [],
      values: { [.number(arrivals[$0])] },
      scenarios: { state in
        [Clinic("three"), Clinic("four", nurses: 4)].map { clinic in
          var clinic = clinic
          clinic.demand.arrivals = arrivals[state]
          clinic.replications = replications
          return clinic
        }
      })
  }

  /// A sweep of a sample in which unknowns of these paths vary that no clinic reads.
  private func sweep(
    _ paths: [String], values: @escaping @Sendable (_ state: Int) -> [Setting]
  ) throws -> Sweep {
    try Sweep(
      name: "clinic",
      factors: paths.map {
        Sweep.Factor(path: $0, kind: Clinic.catalogue[.world][0].kind, summary: "")
      },
      states: many.count, luck: .own, design: .sample, detail: [], values: values,
      scenarios: { _ in
        [Clinic("three"), Clinic("four", nurses: 4)].map { clinic in
          var clinic = clinic
          clinic.replications = 4
          return clinic
        }
      })
  }

  /// The sweep with waits that a test makes up, by state, replication and policy.
  private func states(
    _ sweep: Sweep, _ wait: (_ state: Int, _ replication: Int, _ policy: Int) -> Double
  ) throws -> SweepStates {
    var states = try SweepStates(sweep, outcomes: ["wait"])
    for position in 0..<sweep.futures {
      let future = sweep.future(at: position)
      states.add(
        future,
        Replication(
          number: future.replication,
          runs: (0..<2).map { policy in
            RunOutcomes(
              counted: [0, wait(future.state, future.replication, policy), 0], areas: [],
              months: [], monthly: [], events: 0)
          }))
    }
    states.finish()
    return states
  }

  /// Evenly from 10 to 30 patients per day.
  private let many = (0..<120).map { 10 + Double($0) / 6 }

  /// What looks like chance, is none, and has a mean near 0: from -0.5 to 0.5.
  private func noise(_ state: Int, _ replication: Int, _ policy: Int) -> Double {
    // SplitMix64 of the address.
    var bits = UInt64(state * 64 + replication * 2 + policy + 1) &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((bits ^ (bits >> 31)) >> 11) * 0x1p-53 - 0.5
  }

  @Test("are refused of a design that is not theirs, as the plan says it and not as values look")
  func designs() throws {
    // Three states that look like a block, or like ends: only the plan can tell.
    for design in StateDesign.allCases + [nil] {
      let states = try states(sweep(many, design: design)) { state, replication, policy in
        (policy == 0 ? many[state] : 20) + noise(state, replication, policy)
      }
      for analysis in SweepStates.Analysis.allCases {
        if analysis.takes(design) {
          guard design != .blocks else { continue }
          #expect(throws: Never.self) { try states.findings(analysis) }
        } else {
          let refusal = #expect(throws: AnalysisRefusal.self) { try states.findings(analysis) }
          #expect(
            refusal?.message.contains(
              design == nil ? "does not say how its states were chosen" : "states") == true)
        }
      }
    }
    let taken = SweepStates.Analysis.allCases.map { analysis in
      StateDesign.allCases.filter(analysis.takes)
    }
    #expect(taken[0] == [.grid, .list, .sample, .blocks])
    #expect(taken.dropFirst().allSatisfy { $0 == [.grid, .list, .sample] })
  }

  @Test("have a cell for each column, and rows that their key tells apart")
  func tables() throws {
    let states = try states(sweep(many, design: .sample)) { state, replication, policy in
      (policy == 0 ? many[state] : 20) + noise(state, replication, policy)
    }
    for analysis in SweepStates.Analysis.allCases {
      for table in try states.findings(analysis).tables {
        let key = table.key.compactMap { name in table.columns.firstIndex { $0.name == name } }
        #expect(
          key.count == table.key.count
            && Set(table.columns.map(\.name)).count == table.columns.count)
        #expect(Set(table.rows.map { row in key.map { row[$0] } }).count == table.rows.count)
        for row in table.rows {
          for (cell, column) in zip(row, table.columns) {
            switch (cell, column.kind) {
            case (.text(let text), .text):
              #expect(column.words.isEmpty || column.words.contains(text), "\(column.name)")
            case (.whole, .whole), (.number, .number): break
            default: Issue.record("\(table.name), \(column.name): \(cell)")
            }
          }
        }
      }
    }
  }

  @Test("say that a regret which chance makes is noise, and never print it below zero")
  func regret() throws {
    let states = try states(sweep(many, design: .sample)) { state, replication, policy in
      1 + noise(state, replication, policy)
    }
    let found = try states.findings(.robustness)
    let table = found.tables[0]
    func column(_ name: String) throws -> Int {
      try #require(table.columns.firstIndex { $0.name == name })
    }
    let (low, said) = (try column("regret_low"), try column("regret_said"))
    #expect(table.rows.count == 2 && table.rows.contains { $0[said] == .text("noise") })
    for row in table.rows {
      if case .number(let number) = row[low] { #expect(!(number < 0)) }
    }
    #expect(found.blocks[0].rows.joined().contains { $0.contains("may be 0") })
    #expect(!found.blocks[0].rows.joined().contains { $0.hasPrefix("-") })
  }

  @Test("give no more digits than the error of a number has")
  func digits() throws {
    let states = try states(sweep(many, design: .sample)) { state, replication, policy in
      (policy == 0 ? many[state] : 20) + noise(state, replication, policy)
    }
    let cells = try states.findings(.robustness).blocks[0].rows.joined()
    #expect(
      cells.allSatisfy {
        $0.split(separator: ".").last.map { $0.prefix { $0.isNumber }.count } ?? 0 <= 3
      },
      "\(Array(cells))")
  }

  @Test("put an open end of a box into words, and find the value at which the sign turns")
  func turning() throws {
    let states = try states(sweep(many, design: .sample)) { state, replication, policy in
      (policy == 0 ? many[state] : 20) + noise(state, replication, policy)
    }
    let found = try states.findings(.boxes)
    let (trees, alone) = (
      found.blocks.filter { $0.title.hasSuffix(", as a tree") },
      found.blocks.filter { !$0.title.hasSuffix(", as a tree") }
    )
    let boxes = alone.flatMap(\.rows).map { $0[0] }
    // The tree splits all states at the same value, once for each policy that does worse.
    #expect(trees.count == 2 && trees.allSatisfy { $0.rows.count > 1 })
    let rows = found.tables[0].rows.filter { $0[3] == .text("leaf") }
    #expect(rows.count == trees.reduce(0) { $0 + $1.rows.count })
    let held = rows.map { row in
      guard case .whole(let states) = row[6] else { return 0 }
      return states
    }
    #expect(held.reduce(0, +) == trees.count * many.count)
    #expect(
      found.lead.count == boxes.count && found.lead.allSatisfy { $0.contains(" states where ") })
    #expect(boxes.contains { $0.hasPrefix("arrivals is ") && $0.hasSuffix(" or more") }, "\(boxes)")
    // The other policy does worse where there are few patients.
    #expect(
      boxes.contains { $0.hasPrefix("arrivals is ") && !$0.hasSuffix(" or more") }, "\(boxes)")
    let table = try states.findings(.switchPoints).tables[0]
    let row = try #require(table.rows.first)
    #expect(table.rows.count == 1 && row[5] == .text("within"))
    guard case .text(let value) = row[6] else { return }
    #expect(value.hasPrefix("20") || value.hasPrefix("19.9"), "\(value)")
  }

  @Test("say which luck states have, and take what they share out of the noise")
  func luck() throws {
    for luck in StateLuck.allCases {
      let sweep = try sweep(many, design: .sample, luck: luck)
      let states = try states(sweep) { state, replication, policy in
        (policy == 0 ? many[state] : 20) + 5 * noise(0, replication, policy)
      }
      let notes = try states.findings(.sensitivity).notes
      #expect(notes.contains { $0.contains(luck == .own ? "luck of its own" : "share the luck") })
      // What a replication does alike in all states makes them differ only where they have luck of their own.
      let errors = states.outcomes[0].noise(of: 0)
      #expect(errors.count == many.count && errors.allSatisfy { (luck == .own) == ($0 > 1e-6) })
    }
  }

  @Test("ask counts of unknowns that are a share or a rate, and refuse others with a way out")
  func counts() throws {
    let sweep = try sweep(many, design: .sample)
    let states = try states(sweep) { state, replication, policy in
      (policy == 0 ? many[state] : 20) + noise(state, replication, policy)
    }
    let count = try AskedCount("arrivals = 2", in: sweep)
    let found = try states.findings(.valueOfInformation, counts: [count])
    let rows = found.tables[0].rows
    #expect(
      rows.contains { $0[2] == .text("count") && $0[3] == .text("arrivals, counted over 2 years") })
    // Two years of some 20 patients per day tell nearly all.
    func value(_ kind: String) -> Double {
      guard case .number(let value)? = rows.first(where: { $0[2] == .text(kind) })?[5] else {
        return .nan
      }
      return value
    }
    #expect(abs(value("count") - value("unknown")) < 0.1 * value("unknown"))
    for text in ["arrivals", "arrivals=0", "arrivals=x", "service=3"] {
      #expect(throws: AnalysisRefusal.self) { try AskedCount(text, in: sweep) }
    }
  }

  @Test("are found of the states that are there, where a sweep was stopped")
  func stopped() throws {
    for luck in StateLuck.allCases {
      let sweep = try sweep(many, design: .sample, luck: luck)
      var states = try SweepStates(sweep, outcomes: [])
      // Of the last state there are two of four replications.
      for position in 0..<(40 * 4 + 2) {
        let future = sweep.future(at: position)
        let waits = (0..<2).map { policy in
          (policy == 0 ? many[future.state] : 14) + noise(future.state, future.replication, policy)
        }
        states.add(
          future,
          Replication(
            number: future.replication,
            runs: waits.map {
              RunOutcomes(counted: [0, $0, 0], areas: [], months: [], monthly: [], events: 0)
            }))
      }
      states.finish()
      for analysis in SweepStates.Analysis.allCases {
        #expect(throws: Never.self) { try states.findings(analysis) }
      }
      let row = try #require(try states.findings(.robustness).tables[0].rows.first)
      #expect(row[3] == .whole(41) && row[4] == .whole(79))
    }
  }

  @Test("are in the folder and on the page of a sweep of their design, described column by column")
  func folder() async throws {
    let folder = NSTemporaryDirectory() + "cordon-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let levels = (0..<36).map { 10 + Double($0) / 2 }
    for design in [StateDesign.sample, nil] {
      let sweep = try sweep(levels, design: design, replications: 4)
      let study = Study(
        PlannedStudy(sweep), in: StudyFolder("\(folder)/\(design?.rawValue ?? "none")"),
        options: StudyOptions(threads: 2))
      let ending = try await study.perform()
      let files = try FileManager.default.contentsOfDirectory(atPath: study.folder.path)
      let tables = SweepStates.Analysis.allCases.flatMap(\.tables)
      let page = try String(contentsOfFile: study.folder.path + "/report.html", encoding: .utf8)
      let package = try String(
        contentsOfFile: study.folder.path + "/datapackage.json", encoding: .utf8)
      for table in tables {
        let name = "\(table.name).csv"
        #expect(files.contains(name) == (design != nil), "\(name)")
        #expect(package.contains("\"\(name)\"") == (design != nil))
        guard design != nil else { continue }
        let text = try String(contentsOfFile: "\(study.folder.path)/\(name)", encoding: .utf8)
        #expect(
          text.split(separator: "\r\n").first.map(String.init)
            == table.columns.map(\.name).joined(separator: ","))
        #expect(table.columns.allSatisfy { package.contains("\"\($0.name)\"") })
      }
      #expect(page.contains("What the states say") == (design != nil))
      let found = try #require(ending.assessment)
      let said = found.analyses.flatMap(\.lead)
      #expect(said.isEmpty == (design == nil))
      for sentence in said { #expect(page.contains("<li>\(sentence).</li>"), "\(sentence)") }
      #expect(found.shares.map(\.part) == (design == nil ? [] : VarianceShares.names))
      // Waits grow with patients and fall with nurses: neither share is nothing.
      #expect(found.shares.dropFirst().allSatisfy { !$0.share.isNoise })
    }
  }

  @Test("take the pasts of a calibration for states, by their weights")
  func pasts() throws {
    // A past in four has 12 to 15 patients a day and three times the weight of the others, which have 24 to 27.
    let pasts = (0..<64).map { number in
      let isLight = number % 4 == 0
      return KnownPasts.Past(
        replication: number + 1, lineage: [0], weight: isLight ? 3 : 1, simulated: [],
        values: [.number((isLight ? 12 : 24) + Double(number) / 21)])
    }
    let known = KnownPasts(
      source: "the test", madeFrom: Clinic("three").pastDigest(without: ["arrivals"]),
      unknowns: ["arrivals"], dates: ["2020-02-01"], counts: [], pasts: pasts)
    let count = 128
    var scenarios = [Clinic("three"), Clinic("four", nurses: 4)]
    for index in scenarios.indices { scenarios[index].replications = count }
    let draws = PastDraws(known, replications: count)
    let sweep = Sweep(try Plan(comparing: scenarios, from: draws))
    #expect(sweep.first.unknownsOfPasts.map(\.path) == ["arrivals"])
    func arrivals(_ replication: Int) -> Double {
      guard case .number(let number) = draws.draw(replication).past.values[0] else { return .nan }
      return number
    }
    let states = try states(sweep) { state, replication, policy in
      (policy == 0 ? arrivals(replication) : 20) + noise(replication, replication, policy) / 4
    }
    let robust = try states.findings(.robustness)
    let mean = try #require(robust.tables[0].columns.firstIndex { $0.name == "mean" })
    guard case .number(let found) = robust.tables[0].rows[0][mean] else { return }
    // Half of the weight is on each kind: without weights the mean would be 22.5.
    let expected = pasts.reduce(0) { sum, past in
      guard case .number(let number) = past.values[0] else { return .nan }
      return sum + past.weight * number / 96
    }
    #expect(abs(expected - 19.5) < 0.1 && abs(found - expected) < 0.2, "\(found), \(expected)")
    #expect(robust.notes.contains { $0.contains("counts by its weight") })
    let row = try #require(try states.findings(.switchPoints).tables[0].rows.first)
    #expect(row[3] == .text("arrivals") && row[5] == .text("within"))
    for analysis in [SweepStates.Analysis.sensitivity, .boxes] {
      #expect(throws: AnalysisRefusal.self) { try states.findings(analysis) }
    }
    // Fewer is better: who knows the patients takes the first policy in light pasts. Without weights it is worth 1.6.
    let worth = pasts.reduce(0) { sum, past in
      guard case .number(let number) = past.values[0] else { return .nan }
      return sum + past.weight * min(number, 20) / 96
    }
    let voi = try states.findings(.valueOfInformation).tables[0]
    let value = try #require(
      voi.rows.first { $0[2] == .text("unknown") && $0[3] == .text("arrivals") })
    guard case .number(let low) = value[6], case .number(let high) = value[7] else { return }
    #expect(low...high ~= expected - worth && low > 2, "\(low) to \(high), \(expected - worth)")
    // The page makes what one future of each past can tell, and no more.
    #expect(SweepStates.analyses(of: sweep) == [.switchPoints, .valueOfInformation])
    #expect(SweepStates.words(of: sweep).heading == "What the pasts say")
    #expect(robust.notes.contains { $0.contains("Futures of one past") })
    let few = Sweep(
      try Plan(
        comparing: scenarios.map { clinic in
          var clinic = clinic
          clinic.replications = 20
          return clinic
        }, from: PastDraws(known, replications: 20)))
    #expect(SweepStates.analyses(of: few).isEmpty)
  }

  @Test("say nothing of an unknown of which nearly each state has a value that is no number")
  func levels() throws {
    let laws = (0..<120).map { number in
      Setting.shares([Double(number) / 200, 1 - Double(number) / 200])
    }
    let sweep = try sweep(["mix.of", "mix.arrivals"]) { [laws[$0], .number(many[$0])] }
    let states = try states(sweep) { state, replication, policy in
      (policy == 0 ? many[state] : 20) + noise(state, replication, policy)
    }
    for analysis in [SweepStates.Analysis.sensitivity, .valueOfInformation] {
      let found = try states.findings(analysis)
      #expect(found.notes.contains { $0.hasPrefix("mix.of has nearly as many values") })
      let cells = found.tables[0].rows.flatMap { $0 }
      #expect(!cells.contains(.text("mix.of")) && cells.contains(.text("mix.arrivals")))
    }
  }

  @Test("have a row for each section in which several unknowns vary, and one for each unknown")
  func groups() throws {
    let factors = ["stings.a", "stings.b", "groups.a", "policy", "groups.b", "alone.a"]
    let sweep = try sweep(factors) { state in
      factors.indices.map { factor in .number(noise(state, factor, 1)) }
    }
    let states = try states(sweep) { state, replication, policy in
      (policy == 0 ? 20 + 5 * noise(state, 7, 0) : 20) + noise(state, replication, policy)
    }
    let table = try states.findings(.valueOfInformation).tables[0]
    func of(_ kind: String) -> [AnalysisTable.Cell] {
      table.rows.filter { $0[2] == .text(kind) }.map { $0[3] }
    }
    #expect(Set(of("group")) == [.text("stings.*"), .text("groups.*")])
    #expect(Set(of("unknown")) == Set(factors.map { .text($0) }))
    let ranks = table.rows.filter { $0[2] == .text("group") }.map { $0[4] }
    #expect(ranks == [.whole(1), .whole(2)])
  }

  @Test("say which unknowns are correlated, whatever is said of each")
  func correlated() throws {
    let sweep = try sweep(["a.one", "b.two"]) { state in
      [.number(many[state]), .number(many[state] + 5 * noise(state, 0, 0))]
    }
    let states = try states(sweep) { state, replication, policy in
      (policy == 0 ? many[state] : 20) + noise(state, replication, policy)
    }
    for analysis in [SweepStates.Analysis.sensitivity, .switchPoints, .valueOfInformation] {
      let notes = try states.findings(analysis).notes
      #expect(notes.contains { $0.hasPrefix("a.one and b.two are correlated over these states") })
    }
  }

  @Test("print no share above 1, and no index where states hardly differ")
  func shares() throws {
    let states = try states(sweep(many, design: .sample)) { state, replication, policy in
      20 + noise(state, replication, policy)
    }
    let found = try states.findings(.sensitivity)
    #expect(!found.tables[0].rows.contains { $0[3] == .text("first-order") })
    #expect(found.blocks.flatMap(\.sentences).contains { $0.contains("differ too little") })
    for row in found.tables[0].rows {
      for cell in row[5...7] {
        guard case .number(let number) = cell else { continue }
        #expect(number <= 1)
      }
    }
  }
}
