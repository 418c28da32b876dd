// SPDX-License-Identifier: GPL-3.0-or-later

public import Experiments
import Foundation
import GRDB

extension StudyStore {
  /// The checks that the study made of itself; none if it has not made them yet.
  public func checks() throws(StudyFault) -> [Check] {
    guard let text = try text("checks") else { return [] }
    return try decode([Manifest.Finding].self, text).compactMap { finding in
      Check.Result(rawValue: finding.result).map { Check($0, finding.finding) }
    }
  }

  /// Remembers the checks that the study made of itself.
  public func remember(checks: [Check]) throws(StudyFault) {
    let findings = checks.map {
      Manifest.Finding(result: $0.result.rawValue, finding: $0.finding)
    }
    try remember("checks", encode(findings))
  }

  /// The processes that worked on the study, in the order in which they began.
  public func sessions() throws(StudyFault) -> [Manifest.Session] {
    let notes = try access { store in
      try store.queue.read {
        try String.fetchAll($0, sql: "SELECT note FROM sessions ORDER BY number")
      }
    }
    var sessions: [Manifest.Session] = []
    for note in notes { sessions.append(try decode(Manifest.Session.self, note)) }
    return sessions
  }

  /// Begins a session: from now on the file lists this process, however it ends.
  ///
  /// Each commit of runs also notes how far the session has come.
  public func begin(_ session: Manifest.Session) throws(StudyFault) {
    let current = CurrentSession(session)
    try write(current)
    self.session = current
  }

  /// Ends the session in good order.
  public func endSession() throws(StudyFault) {
    guard var current = session else { return }
    current.note(runs: 0)
    current.session.isOver = true
    try write(current)
    session = nil
  }

  private func write(_ current: CurrentSession) throws(StudyFault) {
    try access { store in try store.queue.write { try $0.note(current) } }
  }

  private func encode(_ value: some Encodable) throws(StudyFault) -> String {
    try access { _ in try noteText(of: value) }
  }

  private func decode<Value: Decodable>(
    _ type: Value.Type, _ text: String
  ) throws(StudyFault) -> Value {
    try access { _ in
      let decoder = JSONDecoder()
      decoder.dateDecodingStrategy = .iso8601
      return try decoder.decode(type, from: Data(text.utf8))
    }
  }
}

/// The session of this process, and when it began by a monotonic clock.
struct CurrentSession {
  let id = UUID().uuidString
  var session: Manifest.Session
  private let start = ContinuousClock.now

  init(_ session: Manifest.Session) { self.session = session }

  /// Notes that the session is alive and has done so many more runs.
  mutating func note(runs: Int) {
    session.runs += runs
    session.ended = Date()
    session.wallSeconds = start.duration(to: .now).seconds
  }
}

extension Database {
  /// Writes how far a session has come.
  func note(_ current: CurrentSession) throws {
    try execute(
      sql: "INSERT INTO sessions (id, note) VALUES (?, ?) "
        + "ON CONFLICT (id) DO UPDATE SET note = excluded.note",
      arguments: [current.id, noteText(of: current.session)])
  }
}

/// A note as JSON.
private func noteText(of value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.dateEncodingStrategy = .iso8601
  return try String(decoding: encoder.encode(value), as: UTF8.self)
}
