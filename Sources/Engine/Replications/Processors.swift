// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#else
#error("Replications asks the C library how many processors there are: Glibc, Musl or Darwin")
#endif

/// How many processors this machine has in use; 1 if it does not say.
public let processors = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
