// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL
import DiscreteEvents
import Glibc
import Testing

/// The single-server queue that begins the book on simulation by Law and Kelton, with its generator.
///
/// Source: A. M. Law, "Simulation Modeling and Analysis", 5th edition (2015), chapters 1 and 7.
@Suite("Law and Kelton's M/M/1, bit by bit")
struct LawAndKelton {
  /// The state of the prime-modulus generator of Marse and Roberts, as a type of GSL's.
  private static nonisolated(unsafe) let generator: UnsafePointer<gsl_rng_type> = {
    let type = UnsafeMutablePointer<gsl_rng_type>.allocate(capacity: 1)
    type.initialize(
      to: gsl_rng_type(
        name: UnsafePointer(strdup("marse-roberts")), max: (1 << 24) - 1, min: 1,
        size: MemoryLayout<UInt64>.size,
        set: { $0?.assumingMemoryBound(to: UInt64.self).pointee = UInt64($1) },
        get: { LawAndKelton.next($0) }, get_double: { Double(LawAndKelton.next($0)) * 0x1p-24 }))
    return UnsafePointer(type)
  }()

  private static func next(_ state: UnsafeMutableRawPointer?) -> UInt {
    guard let state = state?.assumingMemoryBound(to: UInt64.self) else { return 1 }
    state.pointee = 630_360_016 * state.pointee % 2_147_483_647
    return UInt(state.pointee >> 7) | 1
  }

  private enum Event: BitwiseCopyable {
    case arrival
    case departure
  }

  @Test("A thousand delays at a mean interarrival time of 1 and a mean service of 0.5")
  func thousandDelays() throws {
    let random = try #require(gsl_rng_alloc(Self.generator))
    defer { gsl_rng_free(random) }
    gsl_rng_set(random, 1_973_272_912)
    func exponential(mean: Double) -> Double { -mean * log(gsl_rng_uniform(random)) }

    var calendar = EventCalendar<Event>()
    var server = Station(servers: 1)
    calendar.schedule(.arrival, at: exponential(mean: 1))
    while server.grants < 1000, let event = calendar.next(before: .infinity) {
      switch event {
      case .arrival:
        calendar.schedule(.arrival, at: calendar.now + exponential(mean: 1))
        if case .granted = server.request(0, at: calendar.now) {
          calendar.schedule(.departure, at: calendar.now + exponential(mean: 0.5))
        }
      case .departure:
        server.release(at: calendar.now)
        if server.grantNext(at: calendar.now) != nil {
          calendar.schedule(.departure, at: calendar.now + exponential(mean: 0.5))
        }
      }
    }
    let end = calendar.now
    func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
    #expect(rounded(server.waits.mean) == 0.430)
    #expect(rounded(server.queueTime(at: end) / end) == 0.418)
    #expect(rounded(server.busyTime(at: end) / end) == 0.460)
    #expect(rounded(end) == 1027.915)
  }
}
