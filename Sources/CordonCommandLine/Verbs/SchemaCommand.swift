// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import ScenarioFiles

/// `cordon schema`.
struct SchemaCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of scenario files, or of policy files.",
    discussion: """
      It is a schema of draft 2020-12, made from the declarations by which Cordon reads files. An \
      editor with a YAML language server completes, explains and checks a file that begins with the \
      line

        # yaml-language-server: $schema=scenario.schema.json

      Only `cordon validate` checks values against each other, and files against other files.

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
