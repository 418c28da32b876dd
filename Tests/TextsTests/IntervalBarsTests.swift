// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Texts

@Suite("Bars of intervals")
struct IntervalBarsTests {
  private func bars(
    _ rows: [(Double, Double, Double)], width: Int = 21, marksZero: Bool = false
  ) -> [String] {
    let bars = IntervalBars(
      rows.map { ($0.0, $0.1.isFinite ? $0.1...$0.2 : nil) }, width: width, marksZero: marksZero)
    return rows.indices.map(bars.text)
  }

  @Test("share one scale, which begins at zero where that is not far off")
  func oneScale() {
    #expect(
      bars([(15, 10, 20), (4, 2, 6), (1, 1, 1)]) == ["          [----o----]", "  [-o-]", " o"])
  }

  @Test("of numbers far from zero begin at the lowest of them")
  func farFromZero() {
    #expect(bars([(105, 100, 110), (120, 120, 120)]) == ["[----o----]", "                    o"])
  }

  @Test("of differences mark zero, whichever side they lie on")
  func differences() {
    #expect(
      bars([(-10, -20, 0), (0, -1, 1)], marksZero: true)
        == ["[---------o--------0", "                  [o]"])
    #expect(bars([(5, 0, 10)], marksZero: true) == ["0---------o---------]"])
  }

  @Test("are left out where there is no room, no number or nothing to tell apart")
  func nothing() {
    #expect(bars([(1, 0, 2)], width: IntervalBars.leastWidth - 1) == [""])
    #expect(bars([(3, 3, 3), (3, 3, 3)]) == ["", ""])
    #expect(bars([(.nan, .nan, .nan), (2, 1, 3)]) == ["", "       [-----o------]"])
    #expect(bars([(2, .nan, .nan), (4, .nan, .nan)])[1] == "                    o")
  }
}
