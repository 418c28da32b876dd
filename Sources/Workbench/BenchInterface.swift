// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Experiments
import Foundation

/// The interface of the workbench in OpenAPI, made from the declarations.
enum BenchInterface {
  /// The description as JSON.
  static let text: String = {
    let data = try? JSONSerialization.data(
      withJSONObject: description, options: [.sortedKeys, .withoutEscapingSlashes])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }()

  private static var description: [String: Any] {
    [
      "openapi": "3.1.0",
      "info": [
        "title": "Cordon workbench", "version": cordonVersion,
        "description": "Paths are relative to the link of the workbench, which has its token.",
      ],
      "paths": [
        "/api/bench": ["get": operation("What may be set.", "application/json")],
        "/api/settings": [
          "post": [
            "summary": "Takes a setting, or says all that is wrong with it.",
            "requestBody": [
              "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Question"]]]
            ],
            "responses": [
              "200": response("The setting, with its name.", "application/json"),
              "422": response("All faults.", "application/json"),
            ],
          ]
        ],
        "/api/settings/{id}/answers": [
          "get": operation("Answers, as they come.", "text/event-stream", ["id"])
        ],
        "/api/settings/{id}/figures/{name}": [
          "get": operation(
            "Pictures; of a trade-off of the outcomes `?x=` and `?y=`, of the way to `?policy=`; 202 while they are simulated.",
            "application/json", ["id", "name"])
        ],
        "/api/settings/{id}/turns": [
          "get": operation(
            "At which values of the unknown `?unknown=` differences change their sign; 202 while it is simulated.",
            "application/json", ["id"])
        ],
        "/api/settings/{id}/scenario.yaml": [
          "get": operation("The file that `cordon compare` takes.", "application/yaml", ["id"])
        ],
        "/api/settings/{id}/report.html": ["get": operation("The report.", "text/html", ["id"])],
        "/api/settings/{id}/brief.html": ["get": operation("The brief.", "text/html", ["id"])],
        "/api/settings/{id}/story.html": ["get": operation("One future.", "text/html", ["id"])],
        "/api/settings/{id}/study": [
          "post": operation("Makes a study folder.", "application/json", ["id"])
        ],
      ],
      "components": ["schemas": ["Question": question, "Trigger": trigger]],
    ]
  }

  private static func operation(
    _ summary: String, _ type: String, _ parameters: [String] = []
  ) -> [String: Any] {
    [
      "summary": summary,
      "parameters": parameters.map {
        ["name": $0, "in": "path", "required": true, "schema": ["type": "string"]] as [String: Any]
      }, "responses": ["200": response(summary, type)],
    ]
  }

  private static func response(_ words: String, _ type: String) -> [String: Any] {
    ["description": words, "content": [type: [String: Any]()]]
  }

  private static func object(_ properties: [String: Any]) -> [String: Any] {
    ["type": "object", "properties": properties]
  }

  private static func value(_ kind: FieldKind, _ summary: String) -> [String: Any] {
    ["type": "string", "description": "\(summary) Allowed: \(kind.words)."]
  }

  private static var question: [String: Any] {
    let levers = Scenario.catalogue[.lever].map { ($0.key, value($0.kind, $0.summary)) }
    let world = Scenario.catalogue[.world].map { ($0.path, value($0.kind, $0.summary)) }
    return object([
      "mine": object([
        "from": ["type": "string"],
        "levers": object(Dictionary(levers) { one, _ in one }),
        "triggers": [
          "type": "array", "maxItems": BenchQuestion.mostTriggers,
          "items": ["$ref": "#/components/schemas/Trigger"],
        ],
      ]),
      "unknowns": object(Dictionary(world) { one, _ in one }),
      "policies": [
        "type": "array", "maxItems": BenchQuestion.mostPolicies, "items": ["type": "string"],
      ],
      "outcomes": ["type": "array", "items": ["enum": Outcome.all.map(\.name)]],
      "area": ["type": ["string", "null"]],
    ])
  }

  private static var trigger: [String: Any] {
    let number: [String: Any] = ["type": "number"]
    let comparison: [String: Any] = ["enum": Trigger.Condition.Comparison.allCases.map(\.rawValue)]
    let outcome: [String: Any] = ["enum": Outcome.triggering.map(\.name)]
    return object([
      "outcome": outcome, "comparison": comparison, "threshold": number, "within": number,
      "then": ["type": "string"], "for": number, "rest": number,
      "scope": ["enum": Trigger.Scope.allCases.map(\.rawValue)],
      "until": object([
        "outcome": outcome, "comparison": comparison, "threshold": number, "within": number,
      ]),
    ])
  }
}
