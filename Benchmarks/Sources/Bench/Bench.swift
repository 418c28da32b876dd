// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import HandWritten

/// Runs one case of one maker and prints events, seconds, result and greatest memory in kilobytes.
///
/// Seconds are the processor's, which other programs lengthen little; where threads are compared, those of a clock.
@main
enum Bench {
  static func main() async {
    let words = CommandLine.arguments.dropFirst()
    let numbers = words.compactMap(UInt64.init)
    guard let name = words.first, let size = numbers.first else {
      fail("usage: Bench CASE SIZE [PENDING | THREADS]")
    }
    let extra = numbers.dropFirst().first ?? 1
    let isThreaded = name == "replications"
    let clock = isThreaded ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID
    let start = seconds(of: clock)
    let outcome =
      isThreaded
      ? await replications(threads: Int(extra), customers: size)
      : run(name, size: size, extra: extra)
    let seconds = seconds(of: clock) - start
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print(outcome.events, seconds, outcome.result, usage.ru_maxrss)
  }

  private static func run(_ name: String, size: UInt64, extra: UInt64) -> Outcome {
    switch name {
    case "single-server":
      var model = SingleServer()
      return model.run(customers: Int(size))
    case "single-server-lives":
      var model = SingleServerLives()
      return model.run(customers: Int(size))
    case "single-server-c":
      return Outcome(hw_single_server(size))
    case "hold":
      return holdModel(pending: extra, holds: size)
    case "hold-c":
      return Outcome(hw_hold(extra, size))
    case "create-destroy":
      return Lifecycle.createAndDestroy(entities: size)
    case "create-destroy-c":
      return Outcome(hw_create_destroy(size))
    case "seize-release":
      return Lifecycle.seizeAndRelease(entities: size)
    case "seize-release-c":
      return Outcome(hw_seize_release(size))
    case "desk":
      var model = Desk()
      return model.run(customers: size)
    case "desk-lives":
      var model = DeskLives()
      return model.run(customers: Int(size))
    case "desk-c":
      return Outcome(hw_desk(size))
    default:
      fail("no case is called \(name)")
    }
  }

  private static func seconds(of clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private static func fail(_ message: String) -> Never {
    print(message)
    exit(2)
  }
}

extension Outcome {
  init(_ outcome: hw_outcome) {
    self.init(events: outcome.events, result: outcome.result)
  }
}
