# SPDX-License-Identifier: GPL-3.0-or-later
"""The cases of the benchmark in SimPy: prints events, seconds, result, as Bench does."""

import random
import sys
import time

import simpy


def single_server(customers, _):
    env = simpy.Environment()
    desk = simpy.Resource(env, 1)
    in_system = [0, 0.0]
    done = env.event()

    def customer():
        arrived = env.now
        with desk.request() as request:
            yield request
            yield env.timeout(random.expovariate(1.0))
        in_system[0] += 1
        in_system[1] += env.now - arrived
        if in_system[0] == customers:
            done.succeed()

    def source():
        while True:
            yield env.timeout(random.expovariate(0.9))
            env.process(customer())

    env.process(source())
    env.run(done)
    return 2 * customers, in_system[1] / in_system[0]


def hold(holds, pending):
    env = simpy.Environment()
    left = [holds]
    done = env.event()

    def holder():
        while True:
            yield env.timeout(random.expovariate(1.0))
            left[0] -= 1
            if left[0] == 0:
                done.succeed()

    for _ in range(pending):
        env.process(holder())
    env.run(done)
    return holds, env.now


def create_destroy(entities, _):
    env = simpy.Environment()

    def entity():
        return
        yield

    def source():
        for _ in range(entities):
            yield env.timeout(1)
            env.process(entity())

    env.run(env.process(source()))
    return entities, env.now


def seize_release(entities, _):
    env = simpy.Environment()
    desk = simpy.Resource(env, 1)

    def entity():
        with desk.request() as request:
            yield request

    def source():
        for _ in range(entities):
            yield env.timeout(1)
            env.process(entity())

    env.run(env.process(source()))
    return entities, env.now


def desk(customers, _):
    """10 servers by day, 6 by night: 4 of the 10 are taken by the night, before any customer."""
    env = simpy.Environment()
    servers = simpy.PriorityResource(env, 10)
    came = [0]
    in_system = [0, 0.0]
    events = [0]
    done = env.event()

    def customer(priority):
        arrived = env.now
        with servers.request(priority) as request:
            patience = env.timeout(random.expovariate(2.0))
            events[0] += 1
            yield request | patience
            if not request.triggered:
                events[0] += 1
                return
            yield env.timeout(random.expovariate(1.0))
            events[0] += 1
        in_system[0] += 1
        in_system[1] += env.now - arrived

    def source():
        while came[0] < customers:
            yield env.timeout(random.expovariate(8.0))
            came[0] += 1
            env.process(customer(0 if random.random() < 0.3 else 1))
        done.succeed()

    def night():
        with servers.request(-1) as request:
            yield request
            yield env.timeout(12 - (env.now - 20) % 24)

    def nights():
        for _ in range(4):
            env.process(first_night())
        while True:
            yield env.timeout(20 - env.now % 24)
            for _ in range(4):
                env.process(night())
            yield env.timeout(4)

    def first_night():
        with servers.request(-1) as request:
            yield request
            yield env.timeout(8)

    env.process(nights())
    env.process(source())
    env.run(done)
    return events[0], in_system[1] / in_system[0]


CASES = {
    "single-server": single_server,
    "hold": hold,
    "create-destroy": create_destroy,
    "seize-release": seize_release,
    "desk": desk,
}

if __name__ == "__main__":
    random.seed(1)
    name, size = sys.argv[1], int(sys.argv[2])
    extra = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    start = time.perf_counter()
    events, result = CASES[name](size, extra)
    print(events, time.perf_counter() - start, result, 0)
