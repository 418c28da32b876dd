/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "handwritten.h"
#include "heap.h"

enum { nobody = 0, places = 1024 };

/* Place 0 is nobody; the free places are linked by `next`. */
typedef struct {
  double created;
  uint32_t next;
} entity;

/* Hides from the compiler what a variable holds. Otherwise it sees that no more than one event is ever
   pending and one entity present, and of the calendar and the entities nothing is left. */
#define HIDE(variable) __asm__ volatile("" : : "r"(&(variable)) : "memory")

/* Entities come at every unit of time; each seizes one of the servers, unless there are none at all, and
   releases it at once. */
static hw_outcome run(uint64_t entities, uint64_t servers) {
  entity *all = calloc(places, sizeof *all);
  for (uint32_t who = 1; who < places - 1; who++) all[who].next = who + 1;
  uint32_t unused = 1;
  calendar c = {0};
  schedule(&c, 1, 0);
  HIDE(all);
  uint64_t busy = 0, served = 0;
  double now = 0, changed = 0, busy_time = 0, lived = 0;
  for (uint64_t event = 0; event < entities; event++) {
    HIDE(c);
    now = next_event(&c).time;
    uint32_t who = unused;
    if (who == nobody) abort();
    unused = all[who].next;
    all[who].created = now;
    if (busy < servers) {
      busy_time += (double)busy * (now - changed);
      changed = now;
      busy++;
      busy_time += (double)busy * (now - changed);
      busy--;
      served++;
    }
    lived += now - all[who].created;
    all[who].next = unused;
    unused = who;
    schedule(&c, now + 1, 0);
  }
  free(c.heap);
  free(all);
  if (servers > 0 && served < entities) abort();
  return (hw_outcome){entities, now + lived + busy_time};
}

hw_outcome hw_create_destroy(uint64_t entities) { return run(entities, 0); }

hw_outcome hw_seize_release(uint64_t entities) { return run(entities, 1); }
