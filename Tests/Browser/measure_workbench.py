#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the workbench, and prints what it measures; it asserts nothing.

    CORDON_SERVE=.build/release/cordon-serve .build-python/bin/python Tests/Browser/measure_workbench.py [MOVES] [MANY] [SCENARIO]

From the move of a lever to the first changed picture, for MOVES moves (100); and the memory of the server and of the
page over MANY moves (1,000).
"""

import os
import statistics
import sys

from playwright.sync_api import sync_playwright

from workbench import SERVER, Window, Workbench

# Resolves with the milliseconds from a move of the slider to the first picture that has changed.
MOVE = """async ([name, value]) => {
  const slider = document.querySelector(`.control[data-path="policy.levers.${name}"] input[type=range]`);
  const setting = () => document.getElementById("answer").dataset.setting;
  const marks = () => document.querySelector("#times g.means")?.innerHTML;
  const [settingBefore, before] = [setting(), marks()];
  const start = performance.now();
  slider.value = value;
  slider.dispatchEvent(new Event("input", {bubbles: true}));
  return new Promise(done => {
    const look = () => {
      // Of the new setting, not a late change of the one before.
      if (setting() !== settingBefore && marks() !== before) done(performance.now() - start);
      else if (performance.now() - start > 20_000) done(NaN);
      else requestAnimationFrame(look);
    };
    look();
  });
}"""

HEAP = "() => { window.gc?.(); return performance.memory?.usedJSHeapSize ?? 0; }"


def main():
    moves = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    many = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    server = Workbench(sys.argv[3] if len(sys.argv) > 3 else "scenarios/cooperate.yaml")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--js-flags=--expose-gc", "--enable-precise-memory-info"])
        own = Window(browser, server.url)
        own.wait(futures=12)
        page = own.page
        waits = []
        # Values that were never asked for before, so that nothing is known of them.
        for index in range(moves):
            waits.append(page.evaluate(MOVE, ["acceptance", 1 + (index * 37) % 97]))
            own.wait()
            page.wait_for_timeout(400)
        late = [wait for wait in waits if wait != wait]
        waits = sorted(wait for wait in waits if wait == wait)
        print(f"{moves} moves of a lever: first changed picture after {statistics.median(waits):.0f} ms (median), "
              f"{waits[int(0.95 * len(waits))]:.0f} ms (95 of 100), {waits[-1]:.0f} ms (worst); "
              f"{len(late)} not within 20 s")
        print(f"server {server.memory / 1024:.0f} MB, page {page.evaluate(HEAP) / 1e6:.1f} MB")
        for count in range(many):
            # A lever that moves numbers whatever the value: a picture that stays would be waited for.
            page.evaluate(MOVE, ["acceptance", 1 + (count * 37) % 97])
            if (count + 1) % max(1, many // 10) == 0:
                own.wait()
                nodes = page.evaluate("document.querySelectorAll('*').length")
                print(f"after {count + 1} moves: server {server.memory / 1024:.0f} MB, page "
                      f"{page.evaluate(HEAP) / 1e6:.1f} MB, {nodes} elements", flush=True)
        print("complaints:", own.complaints)
        browser.close()
    print("exit code", server.stop())


if __name__ == "__main__":
    if not SERVER:
        sys.exit("CORDON_SERVE names no server")
    main()
