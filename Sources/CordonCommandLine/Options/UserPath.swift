// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Foundation

/// A path as its user means it: every argument and option that names a file or a folder is read by this.
///
/// A `~` at the beginning is the home folder, whether or not a shell has put that there: bash leaves
/// `--output=~/x` alone. Without this Foundation would take some of these for the home folder of the
/// password file, and the system others for a folder called `~`.
///
/// - Throws: A fault if it is another user's home, or the home folder is not known.
@Sendable func userPath(_ text: String) throws -> String {
  guard text.first == "~" else { return text }
  let name = text.prefix { $0 != "/" }
  guard name == "~" else {
    throw ValidationError("of homes only ~/ is known: write it in full, or as ./\(text)")
  }
  guard let home = ProcessInfo.processInfo.environment["HOME"], !home.isEmpty else {
    throw ValidationError("~ means HOME, which is not set: write the path in full")
  }
  return home + text.dropFirst()
}
