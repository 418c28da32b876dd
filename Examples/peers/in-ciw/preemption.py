# SPDX-License-Identifier: GPL-3.0-or-later
"""Urgent jobs take the machine away from others, which go on later from where they stopped."""

import statistics

import ciw

from report import report

NETWORK = ciw.create_network(
    arrival_distributions={"0": [ciw.dists.Exponential(0.3)], "1": [ciw.dists.Exponential(0.4)]},
    service_distributions={kind: [ciw.dists.Exponential(1)] for kind in "01"},
    priority_classes=({"0": 0, "1": 1}, ["resume"]),
    number_of_servers=[1])


def run(random):
    ciw.seed(random.randrange(2**31))
    simulation = ciw.Simulation(NETWORK)
    simulation.simulate_until_max_time(10_500)
    records = [one for one in simulation.get_all_records(only=["service"]) if one.exit_date >= 500]
    return [statistics.mean(one.exit_date - one.arrival_date for one in records if one.customer_class == kind)
            for kind in "01"]


report("Preemptive resume", {"time of the urgent": 1.428571, "time of others": 4.761905}, run)
