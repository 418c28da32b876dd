// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
import Foundation
import Texts

/// The scripts and styles of a page, and the policy that lets a browser run these and nothing else.
///
/// The policy names each by its SHA-256 digest, not by a nonce. A nonce is for a server, which makes a new one for
/// every answer. A page on disk would keep one for ever: whoever puts a script into the page could read it, and a
/// random one would make two reports of one study differ. A digest lets only this text run, and is always the
/// same.
///
/// Source: W3C, "Content Security Policy Level 3", section 2.3.1.
struct ContentPolicy {
  private var scripts: [String] = []
  private var styles: [String] = []
  /// Whether scripts may turn texts into scripts.
  var allowsEvaluation = false

  /// An element with the script; allows it to run.
  mutating func script(_ source: String) -> HTML {
    let text = Self.unified(source).escaped(for: .scriptSource)
    scripts.append(Self.name(of: text))
    return HTML(verbatim: "<script>\(text)</script>\n")
  }

  /// An element with the style; allows it to apply.
  mutating func style(_ source: String) -> HTML {
    let text = Self.unified(source)
    styles.append(Self.name(of: text))
    return HTML(verbatim: "<style>\(text)</style>\n")
  }

  /// The element that states the policy; it must come before the scripts and styles.
  ///
  /// The policy does not concern a style that a script sets property by property.
  var html: HTML {
    let running = scripts + (allowsEvaluation ? ["'unsafe-eval'"] : [])
    let directives = [
      "default-src 'none'", "script-src \(Self.list(running))", "style-src \(Self.list(styles))",
      "base-uri 'none'", "form-action 'none'",
    ]
    return HTML(
      verbatim: "<meta http-equiv=\"Content-Security-Policy\" content=\""
        + "\(directives.joined(separator: "; "))\">\n")
  }

  private static func list(_ sources: [String]) -> String {
    sources.isEmpty ? "'none'" : sources.joined(separator: " ")
  }

  private static func name(of text: String) -> String {
    "'sha256-\(Data(Digest(of: text).bytes).base64EncodedString())'"
  }

  /// The text with line feeds only, as a browser reads it before it takes the digest.
  private static func unified(_ source: String) -> String {
    source.split(omittingEmptySubsequences: false) { $0 == "\r\n" || $0 == "\r" }
      .joined(separator: "\n")
  }
}
