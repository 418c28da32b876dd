// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
public import Experiments

/// Three nurses, four nurses and advice by telephone, with few and with many patients.
public func clinicSweep(replications: Int) throws -> Sweep {
  let demands = [15.0, 20.0]
  return try Sweep(
    name: "clinic",
    factors: Clinic.catalogue[.world].prefix(1).map {
      Sweep.Factor(path: $0.path, kind: $0.kind, summary: $0.summary)
    },
    states: demands.count, detail: .usual, values: { [.number(demands[$0])] },
    scenarios: { state in
      [Clinic("three"), Clinic("four", nurses: 4), Clinic("advice", advised: 0.25)].map { clinic in
        var clinic = clinic
        clinic.demand.arrivals = demands[state]
        clinic.replications = replications
        return clinic
      }
    })
}
