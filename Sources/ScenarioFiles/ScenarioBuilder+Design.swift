// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Designs

/// What a key of a design stands for.
enum DesignTarget: String, CaseIterable, Sendable {
  case sobol
  case halton
  case latinHypercube = "latin-hypercube"
  case blocks
  case list
  case csv
  case seed
}

extension ScenarioBuilder {
  static let designKeys = Catalogue(DesignTarget.allCases.map { ($0.rawValue, $0) })
  private static let designForms =
    "grid, ends, {sobol: 64}, {halton: 64}, {latin-hypercube: 64, seed: 1}, {blocks: 64, seed: 1}, "
    + "{list: [...]}, {csv: FILE}"

  /// The word for the design that moves one factor at a time.
  static let endsWord = "ends"

  /// Reads the design of the study; returns one that varies nothing if it has faults.
  mutating func design(
    of scenarios: [Scenario], _ uncertainties: [StatedFactor], _ policies: [PolicyDraft]
  ) -> Design {
    guard let location = study.states else { return .single }
    let before = faults.count
    var design: Design?
    do throws(DesignError) {
      design = try self.design(of: scenarios[0], uncertainties)
    } catch {
      let isOfGrid = study.design.map { $0.text != nil } ?? true
      let stated = isOfGrid ? study.variation : study.design
      faults.append((stated?.location ?? location).error(error.message, allowed: error.allowed))
    }
    guard let design, !hasErrors(since: before) else { return .single }
    warnOfLevers(design, policies, at: study.variation?.location ?? location)
    warnOfRepetition(
      in: design, at: study.design?.location ?? study.variation?.location ?? location)
    return design
  }

  private mutating func design(
    of scenario: Scenario, _ uncertainties: [StatedFactor]
  ) throws(DesignError) -> Design? {
    guard let item = study.design, item.text != "grid" else {
      return try grid(of: scenario, uncertainties)
    }
    if item.text == Self.endsWord { return try ends(of: scenario, uncertainties) }
    guard let entries = item.entries else {
      let name = item.text ?? ""
      let forms = Self.designKeys.paths.dropLast()
      faults.append(
        item.location.error(
          "a design is expected, not \(item.words)", allowed: Self.designForms,
          suggestion: Suggestion(["{\(name): ...}"]) { _ in forms.contains(name) }
            ?? Suggestion(nearestTo: name, among: ["grid", Self.endsWord])))
      return nil
    }
    let before = faults.count
    let given = Self.designKeys.assignments(in: entries, faults: &faults)
    guard faults.count == before else { return nil }
    let forms = given.filter { $0.target != .seed }
    guard let form = forms.first, forms.count == 1 else {
      let location = forms.count > 1 ? forms[1].location : item.location
      faults.append(
        location.error(
          forms.isEmpty ? "this names no design" : "a study has one design",
          allowed: Self.designForms))
      return nil
    }
    let seed = given.first { $0.target == .seed }
    switch form.target {
    case .list, .csv:
      if let seed {
        faults.append(seed.location.error("`seed` is for designs that sample"))
      }
      if let variation = study.variation {
        faults.append(
          variation.location.error(
            "a list of states has its own paths: leave `vary` out"))
      }
      return form.target == .list
        ? try list(form.value, of: scenario) : try table(form.value, of: scenario)
    case .sobol, .halton, .latinHypercube, .blocks:
      let noun = form.target == .blocks ? "blocks" : "points"
      let points = whole(form.value, noun, 1...Double(Design.stateLimit))
      let number = seed.flatMap { whole($0.value, nil, 0...Double(UInt32.max)) }
      let factors = sampled(of: scenario, uncertainties)
      guard let points, let factors, seed == nil || number != nil else { return nil }
      let seed = number.map(UInt32.init)
      return switch form.target {
      case .sobol: try .sobol(factors, points: points, seed: seed)
      case .halton: try .halton(factors, points: points, seed: seed)
      case .blocks: try .saltelli(factors, blocks: points, seed: seed ?? 1)
      default: try .latinHypercube(factors, points: points, seed: seed ?? 1)
      }
    case .seed: return nil
    }
  }

  /// Reads the design of the scenario's own values, and each factor alone at its ends.
  private mutating func ends(
    of scenario: Scenario, _ uncertainties: [StatedFactor]
  ) throws(DesignError) -> Design? {
    guard let factors = sampled(of: scenario, uncertainties), let location = study.design?.location
    else { return nil }
    var own = LeftOutValues(of: scenario)
    let centre = factors.compactMap { own.value(of: $0.path, at: location) }
    faults += own.faults
    return centre.count < factors.count ? nil : try .ends(of: factors, centre: centre)
  }

  private mutating func whole(
    _ item: Item, _ noun: String?, _ allowed: ClosedRange<Double>
  ) -> Int? {
    let kind = FieldKind.number(
      unit: noun.map(Unit.count) ?? .factor, allowed: allowed, isWhole: true)
    guard case .number(let value)? = SettingReader(kind: kind).setting(of: item, faults: &faults)
    else { return nil }
    return Int(value)
  }

  /// Reads the factors of a design that samples: those of `vary`, or else the uncertainties.
  private mutating func sampled(
    of scenario: Scenario, _ uncertainties: [StatedFactor]
  ) -> [Factor]? {
    let before = faults.count
    guard let item = study.variation else {
      if study.uncertainties.isEmpty, let location = study.states {
        faults.append(
          location.error(
            "nothing is varied", allowed: "`vary` beside `design`, or `uncertainties`"))
      }
      warnOfDates(of: uncertainties, in: scenario)
      return uncertainties.isEmpty ? nil : uncertainties.map(\.factor)
    }
    if case .list = item.content {
      faults.append(
        item.location.error("a list of blocks is for grids", allowed: "one mapping of paths"))
      return nil
    }
    let factors = factors(in: item, of: scenario).map(\.factor)
    return hasErrors(since: before) ? nil : factors
  }

  /// Reads a grid, or several for a list of blocks.
  ///
  /// A block has the scenario's value of what it does not vary.
  private mutating func grid(
    of scenario: Scenario, _ uncertainties: [StatedFactor]
  ) throws(DesignError) -> Design? {
    guard let item = study.variation, case .list(let items) = item.content else {
      guard let factors = sampled(of: scenario, uncertainties), !factors.isEmpty else { return nil }
      if study.design == nil, factors.contains(where: { $0.levels == nil }) {
        let location = study.variation?.location ?? Location(file: chain.first ?? "")
        faults.append(
          location.error("ranges and laws need a `design` that samples", allowed: Self.designForms))
        return nil
      }
      return try .grid(factors)
    }
    guard !items.isEmpty else {
      faults.append(item.location.error("an empty list varies nothing", allowed: "blocks of paths"))
      return nil
    }
    let before = faults.count
    let blocks = items.map {
      (location: $0.location, factors: factors(in: $0, of: scenario).map(\.factor))
    }
    var paths: [String] = []
    for factor in blocks.flatMap(\.factors) where !paths.contains(factor.path) {
      paths.append(factor.path)
    }
    guard !hasErrors(since: before) else { return nil }
    var grids: [[Factor]] = []
    var leftOut = LeftOutValues(of: scenario)
    for block in blocks {
      var grid = block.factors
      for path in paths where !grid.contains(where: { $0.path == path }) {
        guard let field = scenario.field(at: path),
          let setting = leftOut.value(of: path, at: block.location)
        else { continue }
        grid.append(try Factor(path, field.kind, .levels([setting])))
      }
      grids.append(grid)
    }
    faults += leftOut.faults
    guard !hasErrors(since: before) else { return nil }
    return try .grids(grids)
  }

  /// Whether a fault beyond the first so many means that the study cannot be run.
  func hasErrors(since count: Int) -> Bool {
    faults[count...].contains { $0.severity == .error }
  }

  /// Warns that a state that comes twice counts twice.
  private mutating func warnOfRepetition(in design: Design, at location: Location) {
    guard let repetition = design.repetition else { return }
    let (one, other) = (repetition.earlier + 1, repetition.state + 1)
    let more = repetition.count - 1
    faults.append(
      location.warning(
        "states \(one) and \(other) are the same"
          + (more > 0
            ? ", and \(more) more \(inflected(more, "repeats", "repeat")) earlier ones" : "")
          + ": each of them counts as a state"))
  }

  /// The luck of states that say nothing of it: each has its own, but the ends of ranges share that of the centre.
  ///
  /// Otherwise the difference between two ends would be mostly luck.
  var usualLuck: StateLuck { study.design?.text == Self.endsWord ? .shared : .own }

  /// Reads which luck the states have.
  mutating func stateLuck() -> StateLuck {
    guard let item = study.luck else { return usualLuck }
    let words = StateLuck.allCases.map(\.rawValue)
    guard let luck = item.text.flatMap(StateLuck.init) else {
      faults.append(
        item.location.error(
          "\(item.words) is not the luck of states", allowed: listed(words),
          suggestion: Suggestion(nearestTo: item.text ?? "", among: words)))
      return usualLuck
    }
    if luck == .own, usualLuck == .shared {
      faults.append(
        item.location.error(
          "with luck of their own, two ends of a range would differ by luck",
          allowed: "`luck: shared` beside `design: ends`, or no `luck`"))
    }
    return luck
  }

  /// Warns that states, not policies, set the levers that vary.
  private mutating func warnOfLevers(
    _ design: Design, _ policies: [PolicyDraft], at location: Location
  ) {
    for (number, lever) in Scenario.levers.enumerated() {
      guard design.factors.contains(where: { $0.path == lever.path })
      else { continue }
      let names = policies.filter { $0.levers.contains(number) }
        .map { $0.name ?? scenario.name }
      guard !names.isEmpty else { continue }
      faults.append(
        location.warning(
          "`\(lever.path)` varies: its values in \(listed(names)) have no effect"
        )
      )
    }
  }
}
