// SPDX-License-Identifier: GPL-3.0-or-later

import Digests
import Testing

@Suite("A digest")
struct DigestTests {
  /// The examples that NIST publishes for FIPS 180-4, and the empty message.
  @Test(
    "is that of the published examples",
    arguments: [
      ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
  func isPublished(text: String, times: Int, digest: String) {
    let bytes = Array(repeatElement(Array(text.utf8), count: times).joined())
    #expect(Digest(of: bytes).hexadecimal == digest)
  }

  @Test("of lines is that of their text")
  func lines() {
    #expect(Digest(ofLines: ["abc", "", "d"]) == Digest(of: "abc\n\nd"))
    #expect(Digest(ofLines: [String]()) == Digest(of: ""))
    #expect(Digest(ofLines: (0..<100_000).lazy.map { "\($0)" }).short == "de287f6f")
  }

  @Test("of numbers tells every bit, and 0 from -0")
  func numbers() {
    #expect(Digest(of: [1.0, 2.0]) == Digest(of: [1.0, 2.0]))
    #expect(Digest(of: [0.0]) != Digest(of: [-0.0]))
    #expect(Digest(of: [1.0, 2.0]) != Digest(of: [2.0, 1.0]))
    #expect(Digest(of: "abc").short == "ba7816bf")
  }
}
