# SPDX-License-Identifier: GPL-3.0-or-later
"""Urgent jobs take the machine away from others, which go on later from where they stopped."""

from statistics import mean

import simpy

from report import report


def run(random):
    env = simpy.Environment()
    machine = simpy.PreemptiveResource(env, 1)
    times = [[], []]

    def job(kind):
        arrived = env.now
        work = random.expovariate(1)
        while work > 0:
            with machine.request(kind) as request:
                yield request
                begun = env.now
                try:
                    yield env.timeout(work)
                    work = 0
                except simpy.Interrupt:
                    work -= env.now - begun
        times[kind].append(env.now - arrived)

    def source(kind, rate):
        while True:
            env.process(job(kind))
            yield env.timeout(random.expovariate(rate))

    for kind, rate in enumerate([0.3, 0.4]):
        env.process(source(kind, rate))
    env.run(500)
    times[:] = [], []
    env.run(10_500)
    return [mean(kind) for kind in times]


report("Preemptive resume",
       {"time of the urgent": 1.428571, "time of others": 4.761905}, run)
