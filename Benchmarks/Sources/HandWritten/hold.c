/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "handwritten.h"
#include "heap.h"
#include "philox.h"
#include <gsl/gsl_randist.h>
#include <stdlib.h>

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
