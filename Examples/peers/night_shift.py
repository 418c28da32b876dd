# SPDX-License-Identifier: GPL-3.0-or-later
"""Eight nurses from 8:00 to 20:00 and four by night; who is busy at the end of a shift finishes."""

import simpy

from report import report


def run(random):
    env = simpy.Environment()
    nurses = simpy.PriorityResource(env, 8)
    area = []

    def patient():
        area.append(-env.now)
        with nurses.request(1) as request:
            yield request
            area.append(env.now)
            yield env.timeout(random.expovariate(1))

    def source():
        while True:
            yield env.timeout(random.expovariate(5))
            env.process(patient())

    def night(end):
        with nurses.request(0) as request:
            yield request
            yield env.timeout(end - env.now)

    def nights():
        for end in 8, 32, 56, 80:
            for _ in range(4):
                env.process(night(end))
            yield env.timeout(end + 12 - env.now)

    env.process(nights())
    env.process(source())
    env.run(72)
    waiting = sum(1 if time <= 0 else -1 for time in area)
    return [(sum(area) + 72 * waiting) / 72]


report("Night shift", {"waiting in three days": 4.932962}, run, 2000)
