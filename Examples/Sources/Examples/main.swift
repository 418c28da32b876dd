// SPDX-License-Identifier: GPL-3.0-or-later

let examples = [
  priorities, preemption, pairs, nightShift, network, varyingArrivals, sharedComputer,
]
var disagreements = 0
for example in examples where try await !example.agrees() { disagreements += 1 }
print("\(examples.count - disagreements) of \(examples.count) models agree with theory.")
if disagreements > 0 { fatalError("\(disagreements) models disagree with theory") }
