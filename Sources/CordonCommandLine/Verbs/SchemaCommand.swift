// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import ScenarioFiles

/// `cordon schema`.
struct SchemaCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of scenario files, or of policy files.",
    discussion: """
      Draft 2020-12, from the declarations that Cordon itself reads files with. An editor with a \
      YAML language server completes, explains and checks a file that begins with the line

        # yaml-language-server: $schema=scenario.schema.json

      What holds between values or files, only `cordon validate` knows.

      Examples:
        cordon schema > scenarios/scenario.schema.json
        cordon schema --policy > scenarios/policy.schema.json
      """)

  @Flag(help: "Prints the schema of policy files.")
  var policy = false

  func perform(arguments: [String], console: Console) async throws -> Exit {
    console.output(policy ? policySchema() : scenarioSchema())
    return .success
  }
}
