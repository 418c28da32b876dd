// SPDX-License-Identifier: GPL-3.0-or-later

import Experiments
import Testing

@testable import CordonCommandLine

@Suite("The line of progress")
struct ProgressBarTests {
  @Test("has a bar, the number of runs, their rate and the time left")
  func line() {
    #expect(
      ProgressBar.line(Progress(done: 100, total: 400, seconds: 10))
        == "[######..................] 100 of 400 runs, 10.0 per s, 30 s left")
  }

  @Test("says how many runs failed, once one did")
  func failures() {
    #expect(
      ProgressBar.line(Progress(done: 100, failed: 2, total: 400, seconds: 10))
        == "[######..................] 100 of 400 runs, 10.0 per s, 30 s left, 2 failed")
  }

  @Test("takes the rate from this process's runs, not from those of an earlier one")
  func earlier() {
    #expect(
      ProgressBar.line(Progress(done: 300, earlier: 200, total: 400, seconds: 10))
        .hasSuffix("300 of 400 runs, 10.0 per s, 10 s left"))
  }

  @Test("says what is left to do when all runs are done")
  func last() {
    #expect(
      ProgressBar.line(Progress(done: 4, total: 4, seconds: 1))
        == "[########################] 4 of 4 runs, 4.00 per s, last checks")
  }

  @Test("leaves the last of 80 columns free, whatever it has to say: the bar gives way, then goes")
  func width() {
    let large = Progress(done: 40_000, failed: 12, total: 100_000, seconds: 4_000)
    #expect(
      ProgressBar.line(large)
        == "[#####.........] 40,000 of 100,000 runs, 10.0 per s, 1 h 40 min left, 12 failed")
    let huge = Progress(done: 4_000_000, failed: 123_456, total: 10_000_000, seconds: 400_000)
    let line = ProgressBar.line(huge)
    #expect(line.hasPrefix("4,000,000 of 10,000,000 runs") && line.hasSuffix("123,456 failed"))
    #expect([large, huge].map(ProgressBar.line).allSatisfy { $0.count < 80 })
  }
}
