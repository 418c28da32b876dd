// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Erlang's loss: the probability that c servers without a waiting room are all busy.
///
/// `B_0 = 1, B_k = a B_{k-1} / (k + a B_{k-1})` under the offered load a. Holds for any law of service.
func erlangB(servers: Int, load: Double) -> Double {
  (1...servers).reduce(1) { loss, k in load * loss / (Double(k) + load * loss) }
}

/// M/M/c (Erlang 1917).
struct ManyServers {
  let arrivals: Double
  let service: Double
  let servers: Int

  private var load: Double { arrivals / service }
  private var spareRate: Double { Double(servers) * service - arrivals }

  /// Erlang's C: the probability of waiting, `B / (1 - rho (1 - B))`.
  var probabilityOfWaiting: Double {
    let loss = erlangB(servers: servers, load: load)
    return loss / (1 - load / Double(servers) * (1 - loss))
  }

  /// `Wq = C / (c mu - lambda)`.
  var meanWait: Double { probabilityOfWaiting / spareRate }

  /// `P(Wq > t) = C exp(-(c mu - lambda) t)`.
  func probabilityOfWaiting(longerThan time: Double) -> Double {
    probabilityOfWaiting * exp(-spareRate * time)
  }

  /// The stationary law of the number present, as far as it matters.
  var stationaryLaw: [Double] {
    birthAndDeath(
      upTo: servers + 500, birth: { _ in arrivals },
      death: { Double(min($0, servers)) * service })
  }

  /// `L = lambda Wq + a`.
  var meanNumber: Double { arrivals * meanWait + load }
}

/// Non-preemptive priorities in M/M/c with one service rate: waits by class, the first served first.
///
/// `W_k = C / (c mu) / ((1 - s_{k-1}) (1 - s_k))` (Kella and Yechiali 1985).
func nonpreemptiveWaits(arrivals: [Double], service: Double, servers: Int) -> [Double] {
  let all = ManyServers(arrivals: arrivals.reduce(0, +), service: service, servers: servers)
  let capacity = Double(servers) * service
  var ahead = 0.0
  return arrivals.map { rate in
    let upTo = ahead + rate / capacity
    defer { ahead = upTo }
    return all.probabilityOfWaiting / capacity / ((1 - ahead) * (1 - upTo))
  }
}

/// Preemptive priorities in M/M/c with one service rate: times in system by class.
///
/// Classes 1 to k together are an M/M/c: `T_k = (L^(k) - L^(k-1)) / lambda_k`.
func preemptiveTimes(arrivals: [Double], service: Double, servers: Int) -> [Double] {
  var (rate, number) = (0.0, 0.0)
  return arrivals.map { arrival in
    rate += arrival
    let upTo = ManyServers(arrivals: rate, service: service, servers: servers).meanNumber
    defer { number = upTo }
    return (upTo - number) / arrival
  }
}

/// M/M/n+M, Erlang's model with impatience (Palm 1957; Garnett, Mandelbaum and Reiman 2002).
struct ErlangA {
  let arrivals: Double
  let service: Double
  /// The rate at which one who waits loses patience.
  let impatience: Double
  let servers: Int

  /// `A(x, y) = 1 + sum_{j >= 1} y^j / prod_{k <= j} (x + k)` at `x = n mu / theta, y = lambda / theta`.
  private var series: Double {
    let (x, y) = (Double(servers) * service / impatience, arrivals / impatience)
    var (sum, term, k) = (1.0, 1.0, 1.0)
    while term > sum * 1e-17 {
      term *= y / (x + k)
      sum += term
      k += 1
    }
    return sum
  }

  /// `P = A B / (1 + (A - 1) B)`.
  var probabilityOfWaiting: Double {
    let loss = erlangB(servers: servers, load: arrivals / service)
    return series * loss / (1 + (series - 1) * loss)
  }

  /// Those who leave among all: the probability of waiting times `1/(rho A) + 1 - 1/rho`.
  var probabilityOfLeaving: Double {
    let utilisation = arrivals / (Double(servers) * service)
    return probabilityOfWaiting * (1 / (utilisation * series) + 1 - 1 / utilisation)
  }

  /// The stationary law of the number present, as far as it matters.
  var stationaryLaw: [Double] {
    birthAndDeath(
      upTo: 8 * servers, birth: { _ in arrivals },
      death: { number in
        Double(min(number, servers)) * service + Double(max(0, number - servers)) * impatience
      })
  }

  /// The mean wait of all, those who leave included: `P(leave) / theta`.
  var meanWait: Double { probabilityOfLeaving / impatience }
}

/// The stationary law of a birth-and-death process on 0 to `top`, by the product of rates.
func birthAndDeath(
  upTo top: Int, birth: (Int) -> Double, death: (Int) -> Double
) -> [Double] {
  var weights = [1.0]
  for number in 1...top { weights.append(weights[number - 1] * birth(number - 1) / death(number)) }
  let sum = weights.reduce(0, +)
  return weights.map { $0 / sum }
}

/// The mean delay of the first customers of an M/M/1 that begins empty, by the law of the number met.
///
/// Of the number i + 1 present just after an arrival, `min(j, i + 1)` are served before the next one,
/// j geometric; the delay of one who meets i is i services.
func meanDelayOfFirst(customers: Int, arrivals: Double, service: Double) -> Double {
  let served = service / (arrivals + service)
  var met = [1.0]
  var sum = 0.0
  for _ in 0..<customers {
    for number in met.indices { sum += met[number] * Double(number) / service }
    var next = [Double](repeating: 0, count: met.count + 1)
    for (number, probability) in met.enumerated() {
      var rest = probability
      for left in stride(from: number + 1, to: 0, by: -1) {
        next[left] += rest * (1 - served)
        rest *= served
      }
      next[0] += rest
    }
    met = next
  }
  return sum / Double(customers)
}
