// SPDX-License-Identifier: GPL-3.0-or-later

import Dispatch
import Glibc

extension CordonCommand {
  /// The whole life of the process `cordon`: signals, arguments, exit code.
  public static func main() async -> Never {
    // A file that grows beyond a limit is told as an error of the write, not by a signal.
    signal(SIGXFSZ, SIG_IGN)
    let work = Task { await perform(Array(CommandLine.arguments.dropFirst()), console: .standard) }
    let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { work.cancel() }
      source.resume()
      return source
    }
    let ending = await work.value
    for source in sources { source.cancel() }
    exit(ending.rawValue)
  }
}
