// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Experiments

/// Runs that failed or are not there yet. The page says so first, since every figure lacks them.
extension Page {
  var incompleteness: HTML {
    let pending = sweep.runs - runs.runs
    let isPending = pending > 0 && context.precision.isEmpty
    guard runs.count > 0 || isPending else { return "" }
    var lines: [HTML] = []
    if runs.count > 0 {
      lines.append(
        """
        <p><b>\(counted(runs.count, of: runs.runs, "run")) failed.</b> They are in no figure of \
        this page, and a future with a failed run is in no paired difference of that policy.</p>
        <ul class="findings">\(reasons)</ul>
        """)
    }
    if isPending {
      lines.append(
        """
        <p><b>\(counted(pending, of: sweep.runs, "run")) \(inflected(pending, "is", "are")) still to come.</b> The figures use \
        the runs that are there.</p>
        """)
    }
    return "<div class=\"note warning\" id=\"runs\">\n\(lines)\n</div>\n"
  }

  private var reasons: [HTML] {
    var items = runs.reasons.map { reason -> HTML in
      let (future, policy) = reason.first
      let state = hasStates ? " of state \(future.state + 1)" : ""
      return """
        <li>\(grouped(reason.count)): \(reason.text) (the first: \(sweep.policies[policy]), future \
        \(future.replication)\(state)).</li>

        """
    }
    if runs.others > 0 {
      items.append("<li>\(grouped(runs.others)): other reasons, which plan.csv has.</li>\n")
    }
    return items
  }
}
