// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Texts

@Suite("A name")
struct NameTests {
  @Test(
    "with a character that readers do not see for what it is says which",
    arguments: [
      ("a\tb", "a tab", "a b"), ("\u{202E}evil", "a bidirectional mark (U+202E)", "evil"),
      ("a\u{200F}b", "a bidirectional mark (U+200F)", "ab"),
      ("a\u{200B}b", "an invisible character (U+200B)", "ab"),
      ("a\u{AD}b", "an invisible character (U+00AD)", "ab"),
      ("a\u{A0}b", "a space that is no plain one (U+00A0)", "a b"),
      ("a\u{1B}[2Jb", "a control character (code 27)", "a[2Jb"),
      ("a\u{2028}b", "an end of line (U+2028)", "a b"), ("a\nb", "an end of line", "a b"),
      ("a\u{E001}b", "a character without a common meaning (U+E001)", "ab"),
    ])
  func oddities(name: String, words: String, seen: String) {
    #expect(name.oddity?.words == words)
    #expect(name.withoutOddities == seen)
    #expect(name.withoutOddities.oddity == nil)
  }

  @Test("of any language is no oddity")
  func languages() {
    for name in [
      "co-operate", "Zusammenarbeit für Übergabe", "e\u{301}", "警察と協力", "تعاون", "a\u{600}<b>",
      "\u{1F469}\u{200D}\u{1F692}", "\u{2764}\u{FE0F}", "می\u{200C}خواهم",
    ] {
      #expect(name.oddity == nil, "\(name)")
    }
  }

  @Test("looks like another one that differs in case, spaces or marks that are not seen")
  func likeness() {
    let alike = [
      ("Policy", "policy"), ("e\u{301}", "\u{E9}"), ("a b", "a\u{A0}b"), ("a b", "a  b"),
      ("ab", "a\u{200B}b"), ("\u{2764}\u{FE0F}", "\u{2764}"), ("ＡＢ", "ab"), ("Straße", "STRASSE"),
    ]
    for (one, other) in alike { #expect(one.likeness == other.likeness, "\(one), \(other)") }
    for (one, other) in [("a", "b"), ("a b", "ab"), ("e", "é"), ("p1", "p11")] {
      #expect(one.likeness != other.likeness, "\(one), \(other)")
    }
  }

  @Test("that common readers take for something else says for what")
  func misreadings() {
    for name in ["None", "NA", "null", "nan", "NaN", "N/A", "n/a", "#N/A", "NULL", "<NA>"] {
      #expect(Misreading(of: name) == .missing, "\(name)")
    }
    for name in ["007", "1e5", "true", "FALSE", "inf", "-3", "T"] {
      #expect(Misreading(of: name) == .number, "\(name)")
    }
    for name in ["=1+1", "@SUM(A1)", "+cmd", "-a"] {
      #expect(Misreading(of: name) == .formula, "\(name)")
    }
    for name in ["cooperate", "Nan's policy", "agent 007", "none of it", "a=b", "truth"] {
      #expect(Misreading(of: name) == nil, "\(name)")
    }
  }
}
