# SPDX-License-Identifier: GPL-3.0-or-later
"""Customers go from station to station by chance: an open network of Jackson's."""

from statistics import mean

import simpy

from report import report

SERVICES = [2, 1, 0.7]
ROUTING = [[0, 0.5, 0.5, 0], [0.3, 0, 0.4, 0.3], [0.2, 0.1, 0, 0.7]]


def run(random):
    env = simpy.Environment()
    stations = [simpy.Resource(env, servers) for servers in (1, 2, 3)]
    times = []

    def customer(place):
        arrived = env.now
        while place < 3:
            with stations[place].request() as request:
                yield request
                yield env.timeout(random.expovariate(SERVICES[place]))
            place = random.choices(range(4), ROUTING[place])[0]
        times.append(env.now - arrived)

    def source(place, rate):
        while True:
            env.process(customer(place))
            yield env.timeout(random.expovariate(rate))

    for place, rate in enumerate([0.5, 0.4]):
        env.process(source(place, rate))
    env.run(500)
    times.clear()
    env.run(10_500)
    return [mean(times)]


report("Jackson network", {"time in the network": 3.945741}, run)
