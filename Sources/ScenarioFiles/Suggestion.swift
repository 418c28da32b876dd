// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// What was probably meant, instead of what a fault is about.
///
/// A suggestion that is refused in turn is worse than none. So there is no way to make one without saying
/// by what it is accepted.
struct Suggestion: Hashable, Sendable {
  /// The text to be written instead.
  let text: String

  /// The first of the texts that is accepted; nil where none is.
  init?(_ texts: [String], acceptedBy accepts: (String) -> Bool) {
    guard let text = texts.first(where: accepts) else { return nil }
    self.text = text
  }

  /// All of the texts that are accepted, each a reading of its own; nil where none is.
  init?(allOf texts: [String], acceptedBy accepts: (String) -> Bool) {
    var readings: [String] = []
    for text in texts where !readings.contains(text) && accepts(text) { readings.append(text) }
    guard !readings.isEmpty else { return nil }
    text = readings.joined(separator: " or ")
  }

  /// The nearest of the names that are accepted; nil where none is near.
  init?(nearestTo word: String, among names: [String]) {
    guard let name = NearestName.to(word, among: names) else { return nil }
    text = name
  }
}
