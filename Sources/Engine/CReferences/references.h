/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORDON_REFERENCES_H
#define CORDON_REFERENCES_H
#include <stdbool.h>
#include <stdint.h>

/* The word of counts of a Swift object to which one strong reference is held, and no weak or unowned one.
 *
 * Source: `InlineRefCounts` in the runtime of Swift 5 and later (stdlib/public/SwiftShims/swift/shims/RefCount.h): the
 * object's own unowned reference, and no strong reference beyond the first. */
#define CORDON_ONE_REFERENCE UINT64_C(3)

/* Returns true only if one reference to the object is held; false may mean anything.
 *
 * Swift has a call of its runtime for this question, which takes some twelve instructions; this takes two. It is C for the
 * barrier: the compiler moves no retain of a copy behind code that it does not understand. Where another thread gave up the
 * second reference, what it read before is past: a write that depends on the answer comes after it on every processor. */
static inline bool cordon_has_one_reference(const void *object) {
  __asm__ volatile("" ::: "memory");
  return ((const uint64_t *)object)[1] == CORDON_ONE_REFERENCE;
}
#endif
