// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Replications
import Statistics

/// A model with what theory says of it.
struct Example: Sendable {
  let title: String
  /// What is measured, and what theory says: a closed form, or a chain solved in `Tests/Oracles`.
  let references: [(name: String, value: Double)]
  let replications: Int
  /// A run: what it measured, in the same order.
  let run: @Sendable (RandomStream) -> [Double]

  init(
    _ title: String, _ references: KeyValuePairs<String, Double>, replications: Int = 60,
    run: @escaping @Sendable (RandomStream) -> [Double]
  ) {
    self.title = title
    self.references = references.map { (name: $0.key, value: $0.value) }
    self.replications = replications
    self.run = run
  }

  /// Prints what replications found beside what theory says, and returns whether they agree.
  ///
  /// Intervals have a confidence of 99.99 per cent: of the twelve in this package one in 800 times one
  /// leaves its reference out by chance. The seed is fixed, so that it does so always or never.
  func agrees() async throws -> Bool {
    let found = try await outcomes()
    var agrees = true
    print(title)
    for index in references.indices {
      let moments = Moments(found.lazy.map { $0[index] })
      let interval = Interval.student(moments, confidence: 0.9999)
      let (name, reference) = references[index]
      print(
        "  \(name): \(short(moments.mean)), from \(short(interval.low)) to \(short(interval.high));",
        "theory \(short(reference))\(interval.covers(reference) ? "" : ": DISAGREES")")
      agrees = agrees && interval.covers(reference)
    }
    return agrees
  }

  /// Prints what each replication measured beside what theory says, as comma-separated values.
  func printValues() async throws {
    let found = try await outcomes()
    print("measure,theory,value")
    for (index, (name, reference)) in references.enumerated() {
      for values in found { print("\(name),\(reference),\(values[index])") }
    }
  }

  /// What each replication measured.
  private func outcomes() async throws -> [[Double]] {
    let run = run
    return try await Replications(.fixed(replications)).outcomes { luck in
      run(luck.stream(StreamAddress(kind: 1, number: 0, purpose: 1)))
    }
  }

  private func short(_ value: Double) -> String { "\((value * 10_000).rounded() / 10_000)" }
}
