# SPDX-License-Identifier: GPL-3.0-or-later
"""Two clerks, urgent customers first, and everybody leaves who has waited too long."""

import simpy

from report import report


def run(random):
    env = simpy.Environment()
    desk = simpy.PriorityResource(env, 2)
    lost = [0, 0]

    def customer(kind):
        with desk.request(kind) as request:
            yield request | env.timeout(random.expovariate(1 / 2))
            if not request.triggered:
                lost[kind] += 1
                return
            yield env.timeout(random.expovariate(1))

    def source(kind, rate):
        while True:
            env.process(customer(kind))
            yield env.timeout(random.expovariate(rate))

    for kind, rate in enumerate([0.6, 1.6]):
        env.process(source(kind, rate))
    env.run(200)
    lost[:] = 0, 0
    env.run(2200)
    return [number / 2000 for number in lost]


report("Two priorities with reneging",
       {"urgent lost": 0.101195, "others lost": 0.470989}, run)
