// SPDX-License-Identifier: GPL-3.0-or-later

/// Who may ask: whoever knows the token, at a name of this machine, from a page of the workbench itself.
///
/// The token keeps other users of the machine out; `Host` keeps out pages whose name was made to point here (DNS
/// rebinding); `Origin` and `Sec-Fetch-Site` keep out other pages in the same browser.
public struct BenchGate: Sendable {
  /// The first part of every path.
  public let token: String
  /// What `Host` may say.
  private let hosts: Set<String>

  /// A gate with a new token.
  ///
  /// - Parameters:
  ///   - host: The name or address at which the workbench listens.
  ///   - port: Its port.
  ///   - token: The token; nil for a new one of 128 random bits.
  public init(host: String, port: Int, token: String? = nil) {
    self.token = token ?? Self.newToken()
    let names = ["127.0.0.1", "localhost", "[::1]", host.contains(":") ? "[\(host)]" : host]
    hosts = Set(names.map { "\($0.lowercased()):\(port)" })
  }

  /// Why a request is refused; nil if it may pass.
  func refusal(of request: BenchRequest) -> BenchReply? {
    guard let host = request.host?.lowercased(), hosts.contains(host) else {
      return .text(421, "This is not a name of the workbench.\n")
    }
    if let origin = request.origin?.lowercased(), origin != "http://\(host)" {
      return .text(403, "The workbench answers its own page only.\n")
    }
    if let site = request.site, !["same-origin", "none"].contains(site) {
      return .text(403, "The workbench answers its own page only.\n")
    }
    guard Self.isSame(request.parts.first ?? "", token) else { return .notFound }
    return nil
  }

  /// Whether two texts are the same, in a time that does not tell where they differ.
  static func isSame(_ given: String, _ known: String) -> Bool {
    let (given, known) = (Array(given.utf8), Array(known.utf8))
    guard given.count == known.count else { return false }
    return zip(given, known).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static func newToken() -> String {
    var random = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let digits = String(random.next(), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
