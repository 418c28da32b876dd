// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Texts

@Suite("Text on a page")
struct LayoutTests {
  @Test("fills up to a width on either side, and never cuts")
  func fills() {
    #expect("ab".padded(to: 4) == "ab  ")
    #expect("ab".aligned(to: 4) == "  ab")
    #expect("abcde".padded(to: 4) == "abcde")
    #expect("abcde".aligned(to: 4) == "abcde")
    #expect(spaces(3) == "   ")
    #expect(spaces(-1) == "")
    #expect("  a b  ".withoutTrailingSpaces == "  a b")
    #expect("   ".withoutTrailingSpaces == "")
  }

  @Test("breaks between words, at the last column and not before it")
  func breaks() {
    #expect("aa bb cc".wrapped(width: 5) == ["aa bb", "cc"])
    #expect("aa bb cc".wrapped(width: 4) == ["aa", "bb", "cc"])
    #expect("aa bb".wrapped(indent: 2, width: 6) == ["  aa", "  bb"])
    #expect("aaaaaa b".wrapped(width: 3) == ["aaaaaa", "b"])
    #expect("".wrapped() == [])
    let full = String(repeating: "x", count: 39)
    #expect("\(full) \(full)x".wrapped() == ["\(full) \(full)x"])
    #expect("\(full) \(full)xy".wrapped() == [full, "\(full)xy"])
  }

  @Test("sets rows below each other in columns, numbers on the right")
  func hasColumns() {
    #expect(columns([["a", "10"], ["bcd", "7"]], numbersFrom: 1) == ["a    10", "bcd   7"])
    #expect(columns([["a", "10"], ["bcd", ""]]) == ["a    10", "bcd"])
    #expect(columns([]) == [])
  }
}
