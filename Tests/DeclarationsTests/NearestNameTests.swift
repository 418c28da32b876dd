// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Declarations

@Suite("The nearest name")
struct NearestNameTests {
  @Test(
    "counts insertions, deletions, replacements and swaps",
    arguments: [
      ("", "", 0), ("abc", "", 3), ("", "abc", 3), ("kitten", "sitting", 3), ("ab", "ba", 1),
      ("abcd", "acbd", 1), ("ca", "abc", 3), ("same", "same", 0),
    ])
  func counts(left: String, right: String, distance: Int) {
    #expect(NearestName.distance(Array(left.utf8), Array(right.utf8)) == distance)
    #expect(NearestName.distance(Array(right.utf8), Array(left.utf8)) == distance)
  }

  @Test("is none where nothing is near, and the first of equally near ones")
  func isNoneOrFirst() {
    #expect(NearestName.to("groups", among: ["hours", "days"]) == nil)
    #expect(NearestName.to("dais", among: ["days", "dans"]) == "days")
    #expect(NearestName.to("", among: ["a", "b"]) == nil)
    #expect(NearestName.to("x", among: ["y"]) == nil)
  }

  @Test("is the path that ends in the word, if one does")
  func isTheWholePath() {
    #expect(NearestName.to("streamed", among: ["streams", "stings.streamed"]) == "stings.streamed")
  }
}
