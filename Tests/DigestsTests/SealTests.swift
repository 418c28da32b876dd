// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
import Testing

@Suite("Seals")
struct SealTests {
  private let sealed = Seal.sealed("A page.\n<!-- \(Seal.blank) -->\n")

  @Test(
    "A sealed text is intact, and carries the digest of itself with zeros where the seal's digits are"
  )
  func intact() {
    #expect(Seal.isIntact(Array(sealed.utf8)))
    let digest = Digest(of: "A page.\n<!-- \(Seal.blank) -->\n").hexadecimal
    #expect(sealed == "A page.\n<!-- cordon-seal-\(digest) -->\n")
    #expect(Seal.sealed(sealed) == sealed)
  }

  @Test("A text that was changed by a single character, also in its seal, is not intact")
  func changed() {
    let bytes = Array(sealed.utf8)
    for index in bytes.indices {
      var other = bytes
      other[index] ^= 1
      #expect(!Seal.isIntact(other), "\(index)")
    }
    #expect(!Seal.isIntact(bytes + [0x20]))
    #expect(!Seal.isIntact(Array("A page without a seal.".utf8)))
    #expect(!Seal.isIntact(Array("A page.\n<!-- \(Seal.blank) -->\n".utf8)))
    #expect(!Seal.isIntact([]))
  }

  @Test("Of several seals the last one counts: what a page quotes is no seal of its own")
  func quoted() {
    let text = Seal.sealed("\(Seal.blank) and \(Seal.blank)")
    #expect(text.hasPrefix("\(Seal.blank) and "))
    #expect(Seal.isIntact(Array(text.utf8)))
  }
}
