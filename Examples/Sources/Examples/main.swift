// SPDX-License-Identifier: GPL-3.0-or-later

/// The models by the names of their peers; words of the call say which are run, all without any, and `--values` before
/// them that what each replication measured is printed and nothing else.
let examples: KeyValuePairs = [
  "priorities": priorities, "preemption": preemption, "pairs": pairs, "night_shift": nightShift,
  "network": network, "varying_arrivals": varyingArrivals, "shared_computer": sharedComputer,
]
let words = CommandLine.arguments.dropFirst()
let asked = words.filter { $0 != "--values" }
let unknown = asked.filter { name in !examples.contains { $0.key == name } }
if !unknown.isEmpty {
  fatalError("no model has the name \(unknown[0]): \(examples.map(\.key).joined(separator: ", "))")
}
var (models, disagreements) = (0, 0)
for (name, example) in examples where asked.isEmpty || asked.contains(name) {
  models += 1
  if words.contains("--values") {
    try await example.printValues()
  } else if try await !example.agrees() {
    disagreements += 1
  }
}
if !words.contains("--values") {
  print("\(models - disagreements) of \(models) models agree with theory.")
}
if disagreements > 0 { fatalError("\(disagreements) models disagree with theory") }
