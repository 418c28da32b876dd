# SPDX-License-Identifier: GPL-3.0-or-later
"""Customers go from station to station by chance: an open network of Jackson's."""

import statistics

import ciw

from report import report

NETWORK = ciw.create_network(
    arrival_distributions=[ciw.dists.Exponential(0.5), ciw.dists.Exponential(0.4), None],
    service_distributions=[ciw.dists.Exponential(rate) for rate in [2, 1, 0.7]],
    routing=[[0.0, 0.5, 0.5], [0.3, 0.0, 0.4], [0.2, 0.1, 0.0]],
    number_of_servers=[1, 2, 3])


def run(random):
    ciw.seed(random.randrange(2**31))
    simulation = ciw.Simulation(NETWORK)
    simulation.simulate_until_max_time(10_500)
    came, times = {}, []
    for one in sorted(simulation.get_all_records(), key=lambda one: one.arrival_date):
        came.setdefault(one.id_number, one.arrival_date)
        if one.destination == -1 and one.exit_date >= 500:
            times.append(one.exit_date - came[one.id_number])
    return [statistics.mean(times)]


report("Jackson network", {"time in the network": 3.945741}, run)
