#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the workbench on this machine, over HTTP and without a browser.

    scripts/measure-workbench.py PROGRAM [--scenario FILE] [--moves 100] [--many 1000]

It starts PROGRAM (cordon-serve), moves a lever so many times, and prints how long it takes from the question to the first
answer with other numbers (median and worst), how long to 20 futures, and the memory of the program over many moves.
"""
import argparse
import http.client
import json
import re
import statistics
import subprocess
import time


def start(program, scenario):
    server = subprocess.Popen(
        [program, scenario, "--port", "0"], stdout=subprocess.PIPE, text=True)
    for _ in range(20):
        line = server.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)(/\w+/)", line)
        if found:
            return server, int(found[1]), found[2]
    raise SystemExit("the workbench says no link")


def ask(port, base, lever, value):
    """Asks for a policy of mine; returns the name of the setting."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    body = json.dumps({"mine": {"levers": {lever: value}}, "policies": ["cooperate", "clampdown", "mine"]})
    connection.request("POST", base + "api/settings", body, {"Content-Type": "application/json"})
    reply = connection.getresponse()
    said = json.load(reply)
    connection.close()
    if reply.status != 200:
        raise SystemExit(f"{reply.status}: {said}")
    return said["id"]


def answers(port, base, name):
    """The answers of a setting, as they come; closing the generator closes the connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", f"{base}api/settings/{name}/answers")
    reply = connection.getresponse()
    kind = ""
    try:
        while line := reply.readline().decode():
            if line.startswith("event: "):
                kind = line[7:].strip()
            elif line.startswith("data: ") and kind == "answer":
                yield json.loads(line[6:])
            if kind == "done":
                return
    finally:
        reply.close()
        connection.close()


def memory(server):
    """Resident memory in MB."""
    with open(f"/proc/{server.pid}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) / 1024


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program")
    options.add_argument("--scenario", default="scenarios/base.yaml")
    options.add_argument("--moves", type=int, default=100)
    options.add_argument("--many", type=int, default=1000)
    options = options.parse_args()
    server, port, base = start(options.program, options.scenario)
    try:
        began = time.perf_counter()
        for answer in answers(port, base, ask(port, base, "acceptance", "50%")):
            if answer["futures"] == 1:
                print(f"first answer of all: {time.perf_counter() - began:.2f} s")
            if answer["futures"] >= 20:
                print(f"20 futures of 4 policies: {time.perf_counter() - began:.2f} s, {memory(server):.0f} MB")
                break
        first, twenty = [], []
        for move in range(options.moves):
            began = time.perf_counter()
            # Each value is a new one, so that nothing of it is known.
            name = ask(port, base, "acceptance", f"{10 + 80 * move / options.moves:.4f}%")
            for answer in answers(port, base, name):
                if len(first) == move:
                    first.append(time.perf_counter() - began)
                if answer["futures"] >= 20 or move % 10:
                    twenty += [time.perf_counter() - began] if answer["futures"] >= 20 else []
                    break
        print(f"{len(first)} moves, question to first answer: median {statistics.median(first):.3f} s, worst {max(first):.3f} s")
        print(f"{len(twenty)} moves, question to 20 futures: median {statistics.median(twenty):.2f} s, worst {max(twenty):.2f} s")
        for move in range(options.many):
            stream = answers(port, base, ask(port, base, "acceptance", f"{10 + 80 * (move + .5) / options.many:.4f}%"))
            next(stream)
            stream.close()
            if (move + 1) % max(1, options.many // 10) == 0:
                print(f"after {move + 1} further moves: {memory(server):.0f} MB")
        time.sleep(2)
        with open(f"/proc/{server.pid}/stat") as stat:
            ticks = sum(map(int, stat.read().rsplit(")")[1].split()[11:13]))
        time.sleep(5)
        with open(f"/proc/{server.pid}/stat") as stat:
            later = sum(map(int, stat.read().rsplit(")")[1].split()[11:13]))
        print(f"idle for 5 s: {(later - ticks) / 100:.2f} s of processor time")
    finally:
        server.terminate()
        print(f"ended with {server.wait(timeout=10)}")


if __name__ == "__main__":
    main()
