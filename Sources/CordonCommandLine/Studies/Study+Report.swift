// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Experiments
import OutcomeTables
import Reports
import ScenarioFiles

extension Study {
  /// The page that people look at.
  func reportPage(of assessment: Assessment, _ manifest: Manifest) -> String {
    var context = ReportContext(
      command: manifest.command,
      inputs: planned.loaded.flatMap { loaded in
        loaded.resolved.map { value in
          ReportInput(
            policy: loaded.scenario.policy.name, path: value.path, value: value.words,
            origin: value.origin, evidence: value.evidence, summary: value.summary)
        }
      },
      warnings: planned.warnings.map(\.description))
    context.precision = manifest.precision
    context.commit = manifest.commit
    context.isChanged = manifest.isDirty ?? false
    context.machine = manifest.sessions.last?.machine ?? ""
    context.wallSeconds = manifest.sessions.map(\.wallSeconds).reduce(0, +)
    return assessment.report.html(assessment.comparison, context: context)
  }
}
