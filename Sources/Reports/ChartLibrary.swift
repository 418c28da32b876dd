// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Texts

/// The Vega that the system has, for the page.
public struct ChartLibrary: Sendable {
  /// The Debian package of Vega.
  static let package = "libjs-vega"

  /// The modules that the specifications need; each comes after those that it needs itself.
  private static let modules = [
    "util", "time", "format", "statistics", "loader", "canvas", "scale", "dataflow", "expression",
    "selection", "scenegraph", "event-selector", "transforms", "view-transforms", "encode",
    "functions", "runtime", "view", "parser",
  ]

  /// The module that makes scripts of texts unnecessary; older versions lack it.
  private static let interpreter = "interpreter"

  /// The scripts, in order.
  let scripts: [String]
  /// Whether Vega interprets expressions of specifications.
  ///
  /// If not, it makes scripts of them, and the page must allow that.
  var isInterpreted = false
  /// The licence of the scripts.
  let licence: String

  /// Reads Vega from where Debian puts it; returns nil if it is not installed.
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

  /// The scripts as elements of a page, with their licence.
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
