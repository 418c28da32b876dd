// SPDX-License-Identifier: GPL-3.0-or-later

import CLibFuzzer
import Glibc
import Mutations

// `fuzz-scenarios scenario|policy|areas|states [options of libFuzzer] [folders of inputs]`; see
// scripts/fuzz.sh. libFuzzer watches for crashes, hangs and memory, and keeps what fails.

guard CommandLine.arguments.count > 1, let role = Role(rawValue: CommandLine.arguments[1]) else {
  print("usage: fuzz-scenarios scenario|policy|areas|states [option or folder ...]")
  exit(2)
}
Desk.shared = Desk(role: role)

/// Half of all mutations know lines, keys and values; the others are libFuzzer's own.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(
  _ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int, _ seed: UInt32
) -> Int {
  guard seed & 1 == 0 else { return LLVMFuzzerMutate(data, size, limit) }
  var bytes = Array(UnsafeBufferPointer(start: data, count: size))
  var mutator = Mutator(seed: UInt64(seed))
  mutator.mutate(&bytes)
  let count = min(bytes.count, limit)
  for index in 0..<count { data[index] = bytes[index] }
  return count
}

// The role is no argument of libFuzzer's.
CommandLine.unsafeArgv[1] = CommandLine.unsafeArgv[0]
var argc = CommandLine.argc - 1
var argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
exit(
  LLVMFuzzerRunDriver(&argc, &argv) { data, size in
    Desk.shared?.load(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
  })
