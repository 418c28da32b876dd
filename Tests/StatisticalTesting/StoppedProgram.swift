// SPDX-License-Identifier: GPL-3.0-or-later

public import Testing

/// Expects that the program said the sentence before it stopped.
///
/// - Parameters:
///   - ending: What an exit test observed, the standard error among it.
///   - sentence: A part of what it must have said.
///   - sourceLocation: Where.
/// - Throws: What `#require` throws if the program did not stop.
public func expect(
  _ ending: ExitTest.Result?, says sentence: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let ending = try #require(ending, sourceLocation: sourceLocation)
  let message = String(decoding: ending.standardErrorContent, as: UTF8.self)
  #expect(message.contains(sentence), sourceLocation: sourceLocation)
}
