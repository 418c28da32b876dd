// SPDX-License-Identifier: GPL-3.0-or-later

/// Eight replications of M/M/1 on so many threads; the result is the sum of their means.
func replications(threads: Int, customers: UInt64) async -> Outcome {
  let outcomes = await withTaskGroup(of: [(Int, Outcome)].self) { group in
    for thread in 0..<threads {
      group.addTask {
        stride(from: thread, to: 8, by: threads).map { number in
          var model = SingleServer(replication: number)
          return (number, model.run(customers: Int(customers)))
        }
      }
    }
    return await group.reduce(into: [], +=).sorted { $0.0 < $1.0 }.map(\.1)
  }
  return outcomes.reduce(into: Outcome(events: 0, result: 0)) {
    $0.events += $1.events
    $0.result += $1.result
  }
}
