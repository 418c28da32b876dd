# SPDX-License-Identifier: GPL-3.0-or-later
"""Two tills of a shop to which most customers come at noon."""

from math import cos, pi

import simpy

from report import report


def run(random):
    env = simpy.Environment()
    tills = simpy.Resource(env, 2)
    area = []

    def customer():
        area.append(-env.now)
        with tills.request() as request:
            yield request
            area.append(env.now)
            yield env.timeout(random.expovariate(1))

    def source():
        while True:
            yield env.timeout(random.expovariate(1.92))
            if random.random() * 1.6 < 1 + 0.6 * cos(2 * pi * (env.now - 12) / 24):
                env.process(customer())

    env.process(source())
    env.run(48)
    waiting = sum(1 if time <= 0 else -1 for time in area)
    return [(sum(area) + 48 * waiting) / 48]


report("Time-dependent arrivals", {"waiting in two days": 1.054436}, run, 2000)
