// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A request as the workbench sees it, whatever carried it.
public struct BenchRequest: Sendable {
  /// `GET` or `POST`; anything else is refused.
  public var method: String
  /// The path with its query, as it came.
  public var target: String
  /// The header `Host`; nil if there is none.
  public var host: String?
  /// The header `Origin`; nil if there is none.
  public var origin: String?
  /// The header `Sec-Fetch-Site`; nil if there is none.
  public var site: String?
  /// The header `Content-Type`; nil if there is none.
  public var contentType: String?
  /// The body; no longer than ``longestBody``.
  public var body: [UInt8]

  /// The most bytes that a body may have.
  public static let longestBody = 64 << 10
  /// The most bytes that a path with its query may have.
  public static let longestTarget = 2_048

  /// A request.
  public init(
    _ method: String, _ target: String, host: String?, origin: String? = nil, site: String? = nil,
    contentType: String? = nil, body: [UInt8] = []
  ) {
    self.method = method
    self.target = target
    self.host = host
    self.origin = origin
    self.site = site
    self.contentType = contentType
    self.body = body
  }

  /// The parts of the path after its first slash.
  var parts: [String] {
    target.prefix { $0 != "?" }.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// A value of the query; nil if it is not there.
  func query(_ name: String) -> String? {
    guard let mark = target.firstIndex(of: "?") else { return nil }
    for pair in target[target.index(after: mark)...].split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
      if sides.count == 2, sides[0] == name { return sides[1].removingPercentEncoding }
    }
    return nil
  }
}

/// What is answered.
public struct BenchReply: Sendable {
  /// The body.
  public enum Body: Sendable {
    /// Bytes that are there.
    case whole([UInt8])
    /// Server-sent events, as they come.
    case events(AsyncStream<String>)
  }

  /// The status of HTTP.
  public var status: Int
  /// The headers, without those that say how long the body is.
  public var headers: [(name: String, value: String)]
  /// The body.
  public var body: Body

  init(_ status: Int, _ type: String, _ body: Body) {
    self.status = status
    headers = [("Content-Type", type)]
    self.body = body
  }

  static func text(_ status: Int, _ text: String, type: String = "text/plain; charset=utf-8")
    -> Self
  {
    BenchReply(status, type, .whole(Array(text.utf8)))
  }

  static func html(_ text: String) -> Self { .text(200, text, type: "text/html; charset=utf-8") }

  static func json(_ value: some Encodable, status: Int = 200) -> Self {
    .text(status, benchJSON(value), type: "application/json")
  }

  static func fault(_ status: Int, _ message: String) -> Self {
    .json(BenchFaults([BenchFault(message: message)]), status: status)
  }

  static let notFound = BenchReply.text(404, "There is nothing here.\n")

  /// The same reply with another header.
  func with(_ name: String, _ value: String) -> BenchReply {
    var reply = self
    reply.headers.removeAll { $0.name == name }
    reply.headers.append((name, value))
    return reply
  }
}
