# SPDX-License-Identifier: GPL-3.0-or-later
"""Four officers; some calls need one, others a pair at once, and nobody overtakes."""

import simpy

from report import report


def run(random):
    env = simpy.Environment()
    officers = simpy.Container(env, 4, init=4)
    areas = [0, 0]
    now = [0, 0]
    since = [0]

    def note(waiting, busy):
        for index, change in enumerate((waiting, busy)):
            areas[index] += now[index] * (env.now - since[0])
            now[index] += change
        since[0] = env.now

    def call(units):
        note(1, 0)
        yield officers.get(units)
        note(-1, units)
        yield env.timeout(random.expovariate(1))
        note(0, -units)
        yield officers.put(units)

    def source(units, rate):
        while True:
            env.process(call(units))
            yield env.timeout(random.expovariate(rate))

    for units, rate in (1, 1), (2, 0.7):
        env.process(source(units, rate))
    env.run(200)
    note(0, 0)
    areas[:] = 0, 0
    env.run(4200)
    note(0, 0)
    return [area / 4000 for area in areas]


report("Pairs of servers", {"waiting calls": 1.039327, "busy officers": 2.4}, run)
