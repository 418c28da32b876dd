/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Philox 4x32-10 as a generator of GSL, with the addresses of the Swift streams. */
#ifndef PHILOX_H
#define PHILOX_H
#include <gsl/gsl_rng.h>
#include <stdint.h>

typedef struct {
  uint32_t counter[4], key[2], words[4];
  unsigned used;
} philox;

static inline uint32_t philox_next(philox *p) {
  if (p->used == 4) {
    uint32_t c0 = p->counter[0], c1 = p->counter[1], c2 = p->counter[2], c3 = p->counter[3];
    uint32_t k0 = p->key[0], k1 = p->key[1];
    for (int round = 0; round < 10; round++) {
      uint64_t even = (uint64_t)c0 * 0xD2511F53u, odd = (uint64_t)c2 * 0xCD9E8D57u;
      uint32_t n0 = (uint32_t)(odd >> 32) ^ c1 ^ k0, n2 = (uint32_t)(even >> 32) ^ c3 ^ k1;
      c0 = n0, c1 = (uint32_t)odd, c2 = n2, c3 = (uint32_t)even;
      k0 += 0x9E3779B9u, k1 += 0xBB67AE85u;
    }
    p->words[0] = c0, p->words[1] = c1, p->words[2] = c2, p->words[3] = c3;
    p->counter[0]++;
    p->used = 0;
  }
  return p->words[p->used++];
}

static unsigned long philox_get(void *state) { return philox_next(state); }
static double philox_get_double(void *state) { return (philox_next(state) + 0.5) * 0x1p-32; }
static void philox_set(void *state, unsigned long seed) { (void)state, (void)seed; }

static const gsl_rng_type philox_type = {
    "philox4x32-10", 0xFFFFFFFFu, 0, sizeof(philox), philox_set, philox_get, philox_get_double};

/* The stream of seed 1, replication 1, kind 1, number 0 and the given purpose. */
static inline philox philox_stream(uint32_t purpose) {
  return (philox){.counter = {0, 0, 0, 1u << 16 | purpose}, .key = {1, 1}, .used = 4};
}
#endif
