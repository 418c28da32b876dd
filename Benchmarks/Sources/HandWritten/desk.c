/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "handwritten.h"
#include "heap.h"
#include "philox.h"
#include <gsl/gsl_randist.h>

enum { arrival, departure, patience_ends, shift };
enum { nobody = 0, places = 1024 };

typedef struct {
  double arrived;
  uint32_t generation, next, previous;
  int priority;
} customer;

/* Place 0 is nobody; the free places are linked by `next`. */
typedef struct {
  customer all[places];
  uint32_t free, head[2], tail[2], waiting;
} state;

static uint64_t event(int kind, uint32_t who, uint32_t generation) {
  return (uint64_t)generation << 32 | who << 2 | kind;
}

static void forget(state *s, uint32_t who) {
  s->all[who].generation++;
  s->all[who].next = s->free;
  s->free = who;
}

static void leave_line(state *s, uint32_t who) {
  customer *c = &s->all[who];
  if (c->previous == nobody) s->head[c->priority] = c->next;
  else s->all[c->previous].next = c->next;
  if (c->next == nobody) s->tail[c->priority] = c->previous;
  else s->all[c->next].previous = c->previous;
  s->waiting--;
}

static void join_line(state *s, uint32_t who) {
  customer *c = &s->all[who];
  c->next = nobody;
  c->previous = s->tail[c->priority];
  if (c->previous == nobody) s->head[c->priority] = who;
  else s->all[c->previous].next = who;
  s->tail[c->priority] = who;
  s->waiting++;
}

hw_outcome hw_desk(uint64_t customers) {
  philox streams[4];
  gsl_rng from[4];
  for (uint32_t i = 0; i < 4; i++) {
    streams[i] = philox_stream(i + 1);
    from[i] = (gsl_rng){&philox_type, &streams[i]};
  }
  const gsl_rng *arrivals = &from[0], *services = &from[1], *kinds = &from[2], *patiences = &from[3];
  state *s = calloc(1, sizeof *s);
  calendar c = {0};
  for (uint32_t who = places - 1; who > nobody; who--) forget(s, who);
  uint64_t came = 0, served = 0, events = 0;
  double sum = 0;
  int servers = 6, busy = 0;
  schedule(&c, gsl_ran_exponential(arrivals, 1.0 / 8), event(arrival, 0, 0));
  schedule(&c, 8, event(shift, 0, 0));
  while (came < customers) {
    node first = next_event(&c);
    double now = first.time;
    int kind = first.event & 3;
    uint32_t who = (uint32_t)first.event >> 2, generation = first.event >> 32;
    if (kind == patience_ends && s->all[who].generation != generation) continue;
    events++;
    switch (kind) {
    case arrival:
      came++;
      who = s->free;
      if (who == nobody) abort();
      s->free = s->all[who].next;
      s->all[who].arrived = now;
      double patience = gsl_ran_exponential(patiences, 0.5);
      s->all[who].priority = gsl_rng_uniform(kinds) < 0.3 ? 0 : 1;
      if (busy < servers && s->waiting == 0) {
        busy++;
        schedule(&c, now + gsl_ran_exponential(services, 1), event(departure, who, 0));
      } else {
        join_line(s, who);
        schedule(&c, now + patience, event(patience_ends, who, s->all[who].generation));
      }
      schedule(&c, now + gsl_ran_exponential(arrivals, 1.0 / 8), event(arrival, 0, 0));
      break;
    case departure:
      sum += now - s->all[who].arrived;
      served++;
      forget(s, who);
      busy--;
      break;
    case patience_ends:
      leave_line(s, who);
      forget(s, who);
      break;
    case shift:
      servers = 16 - servers;
      schedule(&c, now + 12, event(shift, 0, 0));
      break;
    }
    while (s->waiting > 0 && busy < servers) {
      uint32_t next = s->head[0] != nobody ? s->head[0] : s->head[1];
      leave_line(s, next);
      s->all[next].generation++;
      busy++;
      schedule(&c, now + gsl_ran_exponential(services, 1), event(departure, next, 0));
    }
  }
  free(c.heap);
  free(s);
  return (hw_outcome){events, sum / (double)served};
}
