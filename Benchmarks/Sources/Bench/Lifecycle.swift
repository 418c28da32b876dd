// SPDX-License-Identifier: GPL-3.0-or-later

import DiscreteEvents

/// The two other benchmarks of JaamSim's trio; its first, the hold, is the hold model.
///
/// Source: D. H. King and H. S. Harrison, "JaamSim open-source simulation software", Proceedings of
/// the 2013 Winter Simulation Conference, doi:10.1109/WSC.2013.6721593.
enum Lifecycle {
  /// An entity is created at every unit of time and destroyed at once.
  static func createAndDestroy(entities: UInt64) -> Outcome {
    run(entities: entities) { _, _ in }
  }

  /// An entity is created at every unit of time, seizes a server and releases it.
  static func seizeAndRelease(entities: UInt64) -> Outcome {
    var desk = Station(servers: 1)
    return run(entities: entities) { entity, now in
      if case .granted = desk.request(entity, at: now) { desk.release(at: now) }
    }
  }

  private static func run(
    entities: UInt64, _ live: (_ entity: Int, _ now: Double) -> Void
  ) -> Outcome {
    var calendar = EventCalendar<UInt8>()
    var createdAt = EntityTable<Double>()
    var events: UInt64 = 0
    calendar.schedule(0, at: 1)
    while events < entities, calendar.next(before: .infinity) != nil {
      events += 1
      let entity = createdAt.insert(calendar.now)
      live(entity, calendar.now)
      createdAt.remove(entity)
      calendar.schedule(0, at: calendar.now + 1)
    }
    return Outcome(events: events, result: calendar.now)
  }
}
