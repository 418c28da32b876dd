// SPDX-License-Identifier: GPL-3.0-or-later

import Reports

/// The files of the page, by the names under which it asks for them: nothing else is ever served as a file.
enum PageFiles {
  /// The page.
  static var page: String { String(decoding: PackageResources.bench_html, as: UTF8.self) }

  /// A file of the page; nil if there is none of the name.
  static func reply(named name: String) -> BenchReply? {
    guard let bytes = own[name] ?? FigureFiles.bytes(named: name) else { return nil }
    let type =
      switch name.split(separator: ".").last {
      case "css": "text/css; charset=utf-8"
      case "js": "text/javascript; charset=utf-8"
      default: "application/json"
      }
    return BenchReply(200, type, .whole(bytes))
  }

  /// The names of the files of this target, but for the page itself.
  static let names = own.keys.sorted()

  private static let own: [String: [UInt8]] = [
    "answer.js": PackageResources.answer_js, "bench.css": PackageResources.bench_css,
    "bench.js": PackageResources.bench_js, "choices.js": PackageResources.choices_js,
    "controls.js": PackageResources.controls_js, "elements.js": PackageResources.elements_js,
    "guesses.js": PackageResources.guesses_js, "levers.js": PackageResources.levers_js,
    "motion.js": PackageResources.motion_js, "picture.js": PackageResources.picture_js,
    "server.js": PackageResources.server_js, "setting.js": PackageResources.setting_js,
    "take.js": PackageResources.take_js, "triggers.js": PackageResources.triggers_js,
    "unknowns.js": PackageResources.unknowns_js, "why.js": PackageResources.why_js,
  ]
}
