# SPDX-License-Identifier: GPL-3.0-or-later
"""Two clerks, urgent customers first, and everybody leaves who has waited too long."""

import ciw

from report import report

NETWORK = ciw.create_network(
    arrival_distributions={"0": [ciw.dists.Exponential(0.6)], "1": [ciw.dists.Exponential(1.6)]},
    service_distributions={kind: [ciw.dists.Exponential(1)] for kind in "01"},
    reneging_time_distributions={kind: [ciw.dists.Exponential(1 / 2)] for kind in "01"},
    priority_classes={"0": 0, "1": 1},
    number_of_servers=[2])


def run(random):
    ciw.seed(random.randrange(2**31))
    simulation = ciw.Simulation(NETWORK)
    simulation.simulate_until_max_time(2200)
    lost = [one.customer_class for one in simulation.get_all_records(only=["renege"]) if one.exit_date >= 200]
    return [lost.count(kind) / 2000 for kind in "01"]


report("Two priorities with reneging",
       {"urgent lost": 0.101195, "others lost": 0.470989}, run)
