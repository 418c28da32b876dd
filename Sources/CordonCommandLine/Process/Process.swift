// SPDX-License-Identifier: GPL-3.0-or-later

import Dispatch
import Glibc
import OutcomeTables
import Studies
import Synchronization

extension CordonCommand {
  /// The whole life of the process `cordon`: signals, arguments, exit code.
  ///
  /// The main thread waits, and does not depend on the runtime's threads: where there are none to be had
  /// that is said, and nothing hangs.
  public static func main() -> Never {
    StandardStream.holdDescriptors()
    // A file that grows beyond a limit, and a reader who goes away, are reported as errors of the write.
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    do {
      try ThreadSupply.require(ThreadSupply.least)
    } catch {
      Console.standard.remark("\(error.description).")
      exit(Exit.badInput.rawValue)
    }
    let isOver = DispatchSemaphore(value: 0)
    let ending = Mutex(Exit.success)
    let arguments = Array(CommandLine.arguments.dropFirst())
    let work = Task {
      let exit = await perform(arguments, console: .standard)
      ending.withLock { $0 = exit }
      isOver.signal()
    }
    EndingSignals.watch { work.cancel() }
    isOver.wait()
    exit(ending.withLock { $0.rawValue })
  }
}
