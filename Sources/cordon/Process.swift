// SPDX-License-Identifier: GPL-3.0-or-later

import CordonCommandLine
import Dispatch
import Glibc
import OutcomeTables
import Studies
import Synchronization

/// The whole life of the process `cordon`: signals, arguments, exit code.
///
/// The main thread waits, and does not depend on the runtime's threads: where there are none to be had
/// that is said, and nothing hangs.
func runProcess() -> Never {
  StandardStream.holdDescriptors()
  // A file that grows beyond a limit, and a reader who goes away, are reported as errors of the write.
  signal(SIGXFSZ, SIG_IGN)
  signal(SIGPIPE, SIG_IGN)
  do {
    try ThreadSupply.require(ThreadSupply.least)
  } catch {
    StandardStream.errors.write("\(error.description).\n")
    exit(Exit.badInput.rawValue)
  }
  let isOver = DispatchSemaphore(value: 0)
  let ending = Mutex(Exit.success)
  let arguments = Array(CommandLine.arguments.dropFirst())
  let work = Task {
    let exit = await CordonCommand.perform(arguments, console: .ofProcess)
    ending.withLock { $0 = exit }
    isOver.signal()
  }
  EndingSignals.watch { work.cancel() }
  isOver.wait()
  exit(ending.withLock { $0.rawValue })
}

extension Console {
  /// The console of the process.
  fileprivate static let ofProcess = Console(
    output: { StandardStream.output.write($0) },
    remarks: { StandardStream.errors.write($0) },
    close: { StandardStream.output.close() },
    showsProgress: isatty(STDERR_FILENO) == 1,
    isColoured: isatty(STDOUT_FILENO) == 1 && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true))
}
