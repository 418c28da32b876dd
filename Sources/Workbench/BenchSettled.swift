// SPDX-License-Identifier: GPL-3.0-or-later

import Experiments

/// What is answered to a question that can be simulated.
struct BenchSettled: Encodable {
  let id: String
  let paragraphs: [BenchDescription.Paragraph]
  let warnings: [BenchFault]
  let yaml, command: String
  let policies: [String]
  let reference: String

  init(_ setting: BenchSetting) {
    id = setting.id
    paragraphs = setting.paragraphs
    warnings = setting.warnings
    (yaml, command) = (setting.yaml, setting.command)
    let plan = setting.plan
    let reference = plan.policies[plan.reference]
    self.reference = reference
    policies = plan.policies.filter { $0 != reference }
  }
}
