// SPDX-License-Identifier: GPL-3.0-or-later

/// What a ``JointLine`` does at each of its stations: one part of a joint service.
extension Station {
  /// Gives servers to a customer of a joint line, past this one.
  mutating func beginPart(
    of joint: UInt32, for customer: UInt32, priority: Int32, units: Int, at time: Double
  ) {
    settle(at: time)
    record.arrivals += 1
    occupied += units
    record.waits.add(0)
    guard victims != nil else { return }
    services.begin(
      Waiter(
        customer: customer, priority: priority, units: units, leaving: 0, came: time, since: time),
      joint: joint, at: time)
  }

  /// Whether servers are at work on a part of the joint service.
  func isServing(joint: UInt32) -> Bool {
    services.current.contains { $0.joint == joint }
  }

  /// The first joint service of which a part was interrupted here, yet to be told.
  var interruptedPart: Interrupted? { services.interrupted.first { $0.joint != 0 } }

  /// Takes the servers away from this part of a joint service that was interrupted elsewhere or here.
  mutating func interruptPart(of joint: UInt32, at time: Double) {
    guard let service = services.end(joint: joint) else { return }
    record.interrupted += 1
    record.handedOver += 1
    free(Int(service.waiter.units), at: time)
  }
}
