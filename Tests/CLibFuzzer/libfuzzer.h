// SPDX-License-Identifier: GPL-3.0-or-later
//
// What LLVM's libFuzzer offers to a program with a main function of its own; the library comes with
// -sanitize=fuzzer. See "Using libFuzzer as a library" in its documentation.
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(
    int *argc, char ***argv, int (*test)(const uint8_t *data, size_t size));

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
