// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Studies

extension CompletionKind {
  /// What a shell offers where a scenario file is to be named.
  static var scenarioFile: Self { .file(extensions: ["yaml", "yml"]) }

  /// What a shell offers where the folder of a study is to be named.
  static var studyFolder: Self { .directory }

  /// What a shell offers after `--set`: the path of everything that may be set, up to its value.
  static var setting: Self {
    .custom { _, _, _ in FieldReport.all.map { "\($0.path)=" } }
  }
}
