// SPDX-License-Identifier: GPL-3.0-or-later

/// The name that was probably meant.
package enum NearestName {
  /// The nearest of the candidates by edit distance; nil if none is near enough to be meant.
  ///
  /// A candidate that ends in a dot and the word is the nearest. Of others at most a third of the letters may
  /// be wrong. Ties go to the earlier candidate.
  /// - Complexity: O(*c* *n* *m*) for *c* candidates of *n* letters and a word of *m*.
  package static func to(_ word: String, among candidates: [String]) -> String? {
    let letters = Array(word.lowercased().utf8.prefix(80))
    guard !letters.isEmpty else { return nil }
    if let whole = candidates.first(where: { $0.hasSuffix("." + word) }) { return whole }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let other = Array(candidate.lowercased().utf8.prefix(80))
      let limit = min(max(letters.count, other.count, 3) / 3, (best?.distance ?? .max) - 1)
      guard abs(other.count - letters.count) <= limit else { continue }
      let distance = distance(letters, other)
      if distance <= limit, distance < letters.count { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The name that a word means: the same name, or else the only one that differs in case alone.
  package static func meant(by word: String, among names: [String]) -> String? {
    if names.contains(word) { return word }
    let alike = names.filter { $0.lowercased() == word.lowercased() }
    return alike.count == 1 ? alike[0] : nil
  }

  /// The optimal string alignment distance of two words.
  ///
  /// It counts insertions, deletions, replacements and swaps of neighbours.
  /// - Complexity: O(*n* *m*).
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        var cost = min(
          last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[right.count]
  }
}
