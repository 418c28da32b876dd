// SPDX-License-Identifier: GPL-3.0-or-later

import Reports

extension BenchReply {
  /// What the workbench's own page may load.
  private static let policy = [
    "default-src 'none'",
    "script-src 'self'\(FigureFiles.needsEvaluation ? " 'unsafe-eval'" : "")",
    "style-src 'self'", "connect-src 'self'", "img-src 'self' data:", "frame-src 'self'",
    "base-uri 'none'", "form-action 'none'", "frame-ancestors 'self'",
  ].joined(separator: "; ")

  /// For a page that states its own policy, by the digests of its scripts; both hold.
  static let ownPolicy =
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; "
    + "img-src data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

  /// The same reply with all that a browser is told of it.
  var guarded: BenchReply {
    var reply = self
    let headers = [
      ("Content-Security-Policy", Self.policy), ("X-Content-Type-Options", "nosniff"),
      ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"), ("Cache-Control", "no-store"),
      ("X-Frame-Options", "SAMEORIGIN"),
    ]
    for (name, value) in headers where !reply.headers.contains(where: { $0.name == name }) {
      reply.headers.append((name, value))
    }
    return reply
  }
}
