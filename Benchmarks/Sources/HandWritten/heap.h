/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A 4-ary heap of times with what happens then. */
#ifndef HEAP_H
#define HEAP_H
#include <stdint.h>

typedef struct {
  double time;
  uint64_t event;
} node;

static inline void sink(node *heap, uint64_t count, node moved) {
  uint64_t hole = 0;
  for (;;) {
    uint64_t child = 4 * hole + 1, end = child + 4 < count ? child + 4 : count;
    if (child >= count) break;
    uint64_t least = child;
    for (uint64_t other = child + 1; other < end; other++)
      if (heap[other].time < heap[least].time) least = other;
    if (heap[least].time >= moved.time) break;
    heap[hole] = heap[least];
    hole = least;
  }
  heap[hole] = moved;
}

static inline void rise(node *heap, uint64_t hole, node moved) {
  while (hole > 0 && moved.time < heap[(hole - 1) / 4].time) {
    heap[hole] = heap[(hole - 1) / 4];
    hole = (hole - 1) / 4;
  }
  heap[hole] = moved;
}
#endif
