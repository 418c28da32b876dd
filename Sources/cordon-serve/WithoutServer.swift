// SPDX-License-Identifier: GPL-3.0-or-later

#if !Workbench
import Foundation

/// What the program is where the trait `Workbench` is off.
@main
struct WithoutServer {
  static func main() {
    let words =
      "This program was built without the workbench: `make serve` builds it with it, and opens it.\n"
    FileHandle.standardError.write(Data(words.utf8))
    exit(2)
  }
}
#endif
