// SPDX-License-Identifier: GPL-3.0-or-later

import Replications

@testable import Analyses

extension CalibrationProblem {
  /// All islands of the plan, in order.
  func everyIsland() async throws -> [Island] {
    var islands: [Island] = []
    try await runInOrder(
      from: 0, threads: 2, next: { $0 < calibration.islands ? $0 : nil },
      prepare: { number in { island(number) } },
      deliver: { _, island in
        islands.append(island)
        return .goOn
      })
    return islands
  }
}
