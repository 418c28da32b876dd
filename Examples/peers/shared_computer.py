# SPDX-License-Identifier: GPL-3.0-or-later
"""35 terminals think and send jobs to a computer, which gives each a quantum of 0.1 s in turn."""

from statistics import mean

import simpy

from report import report


def run(random):
    env = simpy.Environment()
    processor = simpy.Resource(env, 1)
    times, busy = [], []

    def terminal():
        while True:
            yield env.timeout(random.expovariate(1 / 25))
            begun = env.now
            work = random.expovariate(1 / 0.8)
            while work > 0:
                with processor.request() as request:
                    yield request
                    busy.append(min(work, 0.1) + 0.015)
                    yield env.timeout(busy[-1])
                work -= 0.1
            times.append(env.now - begun)

    for _ in range(35):
        env.process(terminal())
    env.run(500)
    times.clear()
    busy.clear()
    env.run(5500)
    return [mean(times), sum(busy) / 5000]


report("Time-shared computer", {"response time": 8.246465, "busy computer": 0.976584}, run)
