// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Gives the memory of runs that are gone back to the system, where the C library can do so.
///
/// It keeps freed memory for each thread by itself: after the runs that of all threads, and where work goes from thread to
/// thread that of more runs than are at work. Swift's module of the C library leaves this function out.
public func giveBackFreedMemory() {
  typealias Trim = @convention(c) (_ pad: Int) -> CInt
  guard let function = dlsym(nil, "malloc_trim") else { return }
  _ = unsafeBitCast(function, to: Trim.self)(0)
}
