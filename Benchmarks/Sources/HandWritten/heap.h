/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A 4-ary heap of times with what happens then, and a calendar that grows as it must. */
#ifndef HEAP_H
#define HEAP_H
#include <stdint.h>
#include <stdlib.h>

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

typedef struct {
  node *heap;
  uint64_t pending, room;
} calendar;

static inline void schedule(calendar *c, double time, uint64_t event) {
  if (c->pending == c->room) {
    c->room = c->room > 0 ? 2 * c->room : 16;
    c->heap = realloc(c->heap, c->room * sizeof *c->heap);
  }
  rise(c->heap, c->pending++, (node){time, event});
}

static inline node next_event(calendar *c) {
  node first = c->heap[0], last = c->heap[--c->pending];
  if (c->pending > 0) sink(c->heap, c->pending, last);
  return first;
}
#endif
