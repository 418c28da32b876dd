/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef HANDWRITTEN_H
#define HANDWRITTEN_H
#include <stdint.h>

/* What a run counted and what it found; the Swift model must find the same. */
typedef struct {
  uint64_t events;
  double result;
} hw_outcome;

/* M/M/1, arrival rate 0.9, service rate 1, first come first served: two clocks and a ring of arrival
   times. The result is the mean time in the system of the first `customers` served. */
hw_outcome hw_single_server(uint64_t customers);

/* The hold model: `pending` events on a 4-ary heap, the first of which is moved by an exponential
   time again and again. The result is the time of the last. */
hw_outcome hw_hold(uint64_t pending, uint64_t holds);

/* M/M/c with two priorities, impatient customers and a shift change, as in Desk.swift, until so many
   customers have come. The result is the mean time in the system of those served. */
hw_outcome hw_desk(uint64_t customers);

/* An entity is created at every unit of time and destroyed at once: a clock, and places of which the free
   ones are linked. The result is the time of the last. */
hw_outcome hw_create_destroy(uint64_t entities);

/* The same, and every entity seizes the only server and releases it; the time for which it is busy is
   kept. */
hw_outcome hw_seize_release(uint64_t entities);

#endif
