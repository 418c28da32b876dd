// SPDX-License-Identifier: GPL-3.0-or-later

extension Station {
  /// Brings the integrals up to date before anything changes now.
  ///
  /// One step for all of them, and none for what happens at the same instant: a release and the grant
  /// that follows it are one change.
  @inlinable
  @inline(__always)
  mutating func settle(at time: Double) {
    #if DEBUG || CHECK_INVARIANTS
    check(at: time)
    #endif
    let elapsed = time - record.latest
    guard elapsed > 0 else {
      if !(elapsed >= 0) {
        Invariants.fail(atTime: time, after: record.latest, of: "A station")
      }
      return
    }
    record.busyTime += Double(occupied) * elapsed
    if _slowPath(occupied > capacity) { record.overtime += Double(occupied &- capacity) * elapsed }
    if line.count > 0 {
      if _slowPath(occupied < capacity) { expectNobodyKept() }
      record.queueTime += Double(line.count) * elapsed
      if line.count > record.longestQueue { record.longestQueue = line.count }
    }
    record.latest = time
  }

  /// Stops the program, in every build, if the first in line has been left to wait beside free servers:
  /// the loop over ``grantNext(at:)`` was forgotten.
  ///
  /// - Complexity: O(1) on the first level, else O(k).
  @usableFromInline
  @inline(never)
  mutating func expectNobodyKept() {
    let first = servesHead || allowsOvertaking ? firstOfLevels(fitting: false) : nextOfLevels()
    guard first != WaitingLine.nobody else { return }
    if fits(units: Int(line[first].units), leaving: Int(line[first].leaving)) {
      failToGrant(line[first].customer)
    }
  }

  @inline(never)
  private func failToGrant(_ customer: UInt32) -> Never {
    Invariants.fail(
      """
      A server has been idle beside customer \(customer), whom it could serve: whatever frees \
      servers or shortens the line is followed by grantNext(at:) until that returns nil
      """, at: record.latest)
  }

  /// Stops the program unless the laws of queues have held on this very path until now.
  ///
  /// - **Time** goes on.
  /// - **Capacity**: no more servers work than are on duty, but for those in overtime.
  /// - **Work conservation**: no server has been idle beside a customer it could serve.
  /// - **Flow balance**: those who came have been served, lost or handed over or are present.
  ///
  /// Several calls at the same instant are trusted: the loop that serves the next ones may still be
  /// running. A debug build checks at every operation; any build checks the time and the first in line,
  /// and may check all at the end of a run, and ``checkLittlesLaw(at:)`` too.
  ///
  /// - Complexity: As ``grantNext(at:)``.
  public mutating func check(at time: Double) {
    guard time != record.latest else { return }
    let last = record.latest
    if !(time > last) { Invariants.fail(atTime: time, after: last, of: "A station") }
    Invariants.require(
      occupied <= record.ceiling, "\(occupied) servers are busy of \(record.ceiling)", at: last)
    record.ceiling = max(capacity, occupied)
    let next = line.count == 0 ? WaitingLine.nobody : nextInLine()
    if next != WaitingLine.nobody { failToGrant(line[next].customer) }
    Invariants.require(
      services.interrupted.isEmpty, "Interruptions have not been taken note of", at: last)
    Invariants.require(
      victims == nil || services.current.count == inService,
      "\(services.current.count) are in service, \(inService) by balance of flow", at: last)
    Invariants.require(inService >= 0, "More customers have left than came", at: last)
  }

  /// Stops the program unless the area under the queue is the sum of all waits: Little's law.
  ///
  /// - Complexity: O(n) for n waiting.
  public func checkLittlesLaw(at time: Double) {
    let waited = waits.sum + renegedWaits.sum + waitOfThosePresent(at: time)
    let area = queueTime(at: time) + record.waitBefore
    Invariants.require(
      abs(area - waited) <= 1e-9 * (area + 1),
      "The area under the queue is \(area) and the sum of waits \(waited)", at: time)
  }

  /// The sum of the waits so far of those in the line.
  func waitOfThosePresent(at time: Double) -> Double {
    (0..<UInt32(line.waiters.count)).reduce(0) { sum, slot in
      line.waiters.isTaken(slot) ? sum + (time - line[slot].since) : sum
    }
  }
}
