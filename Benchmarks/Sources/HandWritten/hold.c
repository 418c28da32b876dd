/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "handwritten.h"
#include "philox.h"
#include <gsl/gsl_randist.h>
#include <stdlib.h>

typedef struct {
  double time;
  uint64_t event;
} node;

static void sink(node *heap, uint64_t count, node moved) {
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

static void rise(node *heap, uint64_t hole, node moved) {
  while (hole > 0 && moved.time < heap[(hole - 1) / 4].time) {
    heap[hole] = heap[(hole - 1) / 4];
    hole = (hole - 1) / 4;
  }
  heap[hole] = moved;
}

hw_outcome hw_hold(uint64_t pending, uint64_t holds) {
  philox stream = philox_stream(1);
  gsl_rng times = {&philox_type, &stream};
  node *heap = malloc(pending * sizeof *heap);
  for (uint64_t event = 0; event < pending; event++)
    rise(heap, event, (node){gsl_ran_exponential(&times, 1), event});
  double now = 0;
  for (uint64_t hold = 0; hold < holds; hold++) {
    now = heap[0].time;
    sink(heap, pending, (node){now + gsl_ran_exponential(&times, 1), heap[0].event});
  }
  free(heap);
  return (hw_outcome){holds, now};
}
