// SPDX-License-Identifier: GPL-3.0-or-later

import Experiments

/// A file of HTML that needs no other: its head, with the policy of what a browser may run, around what it shows.
struct Document {
  let title: String
  /// The style of the whole page.
  let style: String
  var version = cordonVersion

  /// The whole file; `body` makes what it shows, and names the scripts that may run to the policy that it is given.
  func html(_ body: (inout ContentPolicy) -> HTML) -> HTML {
    var policy = ContentPolicy()
    let style = policy.style("\n" + style)
    let body = body(&policy)
    return """
      <!DOCTYPE html>
      <html lang="en-GB">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      \(policy.html)<meta name="generator" content="Cordon \(version)">
      <title>\(title)</title>
      \(style)</head>
      <body>
      \(body)</body>
      </html>

      """
  }
}
