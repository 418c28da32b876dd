/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "handwritten.h"
#include "philox.h"
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

hw_outcome hw_single_server(uint64_t customers) {
  philox arrival_stream = philox_stream(1), service_stream = philox_stream(2);
  gsl_rng arrivals = {&philox_type, &arrival_stream}, services = {&philox_type, &service_stream};
  uint64_t room = 1024, head = 0, tail = 0, served = 0, events = 0;
  double *arrived = malloc(room * sizeof *arrived);
  double sum = 0;
  double next_arrival = gsl_ran_exponential(&arrivals, 1 / 0.9), next_departure = INFINITY;
  while (served < customers) {
    events++;
    if (next_arrival < next_departure) {
      double now = next_arrival;
      if (tail - head == room) {
        double *larger = malloc(2 * room * sizeof *larger);
        for (uint64_t i = head; i < tail; i++) larger[i % (2 * room)] = arrived[i % room];
        free(arrived);
        arrived = larger;
        room *= 2;
      }
      arrived[tail++ & (room - 1)] = now;
      if (tail - head == 1) next_departure = now + gsl_ran_exponential(&services, 1);
      next_arrival = now + gsl_ran_exponential(&arrivals, 1 / 0.9);
    } else {
      double now = next_departure;
      sum += now - arrived[head++ & (room - 1)];
      served++;
      next_departure = head < tail ? now + gsl_ran_exponential(&services, 1) : INFINITY;
    }
  }
  free(arrived);
  return (hw_outcome){events, sum / (double)served};
}
