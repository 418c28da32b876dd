// SPDX-License-Identifier: GPL-3.0-or-later

public import Experiments
import Foundation
import GRDB

extension StudyStore {
  /// The checks that the study made of itself; none where it has not come to that.
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

  /// The processes that worked on the study, in the order in which they ended.
  public func sessions() throws(StudyFault) -> [Manifest.Session] {
    let notes = try access { store in
      try store.queue.read {
        try String.fetchAll($0, sql: "SELECT note FROM sessions ORDER BY place")
      }
    }
    var sessions: [Manifest.Session] = []
    for note in notes { sessions.append(try decode(Manifest.Session.self, note)) }
    return sessions
  }

  /// Remembers a process that worked on the study.
  public func remember(session: Manifest.Session) throws(StudyFault) {
    let note = try encode(session)
    try access { store in
      try store.queue.write {
        try $0.execute(sql: "INSERT OR IGNORE INTO sessions (note) VALUES (?)", arguments: [note])
      }
    }
  }

  private func encode(_ value: some Encodable) throws(StudyFault) -> String {
    try access { _ in
      let encoder = JSONEncoder()
      encoder.dateEncodingStrategy = .iso8601
      return try String(decoding: encoder.encode(value), as: UTF8.self)
    }
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
