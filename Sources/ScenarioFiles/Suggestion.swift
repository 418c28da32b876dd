// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations

/// What the author of a faulty text probably meant.
///
/// A suggestion that is refused in turn is worse than none. So whoever makes one must say what accepts it.
struct Suggestion: Hashable, Sendable {
  /// The text to write instead.
  let text: String

  /// Suggests the first text that is accepted; nil if none is.
  init?(_ texts: [String], acceptedBy accepts: (String) -> Bool) {
    guard let text = texts.first(where: accepts) else { return nil }
    self.text = text
  }

  /// Suggests all texts that are accepted, as different readings; nil if none is.
  init?(allOf texts: [String], acceptedBy accepts: (String) -> Bool) {
    var readings: [String] = []
    for text in texts where !readings.contains(text) && accepts(text) { readings.append(text) }
    guard !readings.isEmpty else { return nil }
    text = readings.joined(separator: " or ")
  }

  /// Suggests the nearest of the accepted names; nil if none is near.
  init?(nearestTo word: String, among names: [String]) {
    guard let name = NearestName.to(word, among: names) else { return nil }
    text = name
  }
}
