// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Texts

/// Vega, as the system has it, to be put into the page.
public struct ChartLibrary: Sendable {
  /// The Debian package that has it.
  static let package = "libjs-vega"

  /// The modules that the specifications need, each after those that it needs itself.
  private static let modules = [
    "util", "time", "format", "statistics", "loader", "canvas", "scale", "dataflow", "expression",
    "selection", "scenegraph", "event-selector", "transforms", "view-transforms", "encode",
    "functions", "runtime", "view", "parser",
  ]

  /// The module with which no text becomes a script; older versions have none.
  private static let interpreter = "interpreter"

  /// The scripts, in order.
  let scripts: [String]
  /// Whether expressions of specifications are interpreted; if not, Vega makes scripts of them, which the
  /// page must allow.
  var isInterpreted = false
  /// Under which terms others may have it.
  let licence: String

  /// Vega where Debian puts it; nil if it is not installed.
  ///
  /// Some versions of the package have all of Vega in one file, others only its modules.
  ///
  /// - Complexity: Reads half a megabyte.
  public static func installed(
    in folder: String = "/usr/share/javascript/vega",
    terms: String = "/usr/share/doc/libjs-vega/copyright"
  ) -> ChartLibrary? {
    func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }
    let licence =
      text(terms)
      ?? "Vega. Copyright 2015-2021, UW Interactive Data Lab. Licence: BSD-3-Clause."
    let own = text("\(folder)/vega-\(interpreter).min.js")
    if let whole = text("\(folder)/vega.min.js") {
      return ChartLibrary(
        scripts: [whole] + (own.map { [$0] } ?? []), isInterpreted: own != nil, licence: licence)
    }
    var scripts = [Resources.text(PackageResources.modules_js)]
    for module in modules + (own == nil ? [] : [interpreter]) {
      guard let script = text("\(folder)/vega-\(module).min.js") else { return nil }
      scripts.append("\(script)\nmodules.take(\"vega-\(module)\");")
    }
    return ChartLibrary(
      scripts: scripts + ["modules.join();"], isInterpreted: own != nil, licence: licence)
  }

  /// The scripts as elements of a page, with the licence that they come under.
  func html(_ policy: inout ContentPolicy) -> HTML {
    policy.allowsEvaluation = !isInterpreted
    let scripts = scripts.map { policy.script($0) }
    return HTML(verbatim: "<!--\n\(licence.escaped(for: .htmlComment))\n-->\n") + "\(scripts)"
  }
}

/// Files of this target, which are part of the program.
enum Resources {
  /// A file's text.
  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
