// SPDX-License-Identifier: GPL-3.0-or-later

import Chance
import Testing

@Suite struct PhiloxTests {
  /// The vectors of Random123's `tests/kat_vectors` for `philox4x32 10`.
  static let published: [(counter: Philox.Block, key: SIMD2<UInt32>, block: Philox.Block)] = [
    (
      Philox.Block(0, 0, 0, 0), SIMD2(0, 0),
      Philox.Block(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
    ),
    (
      Philox.Block(repeating: .max), SIMD2(repeating: .max),
      Philox.Block(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
    ),
    (
      Philox.Block(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
      SIMD2(0xa409_3822, 0x299f_31d0),
      Philox.Block(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
    ),
  ]

  @Test("gives the published blocks", arguments: published)
  func known(counter: Philox.Block, key: SIMD2<UInt32>, block: Philox.Block) {
    #expect(Philox.block(counter: counter, key: key) == block)
  }

  @Test("a stream gives the words of its blocks one after the other")
  func streamReadsBlocks() {
    let counter = Philox.Block(0, 7, 8, 9)
    var stream = RandomStream(key: SIMD2(1, 2), counter: counter)
    for number in 0..<3 {
      let block = Philox.block(
        counter: counter &+ Philox.Block(UInt32(number), 0, 0, 0), key: SIMD2(1, 2))
      for word in 0..<4 { #expect(stream.next32() == block[word]) }
    }
  }

  @Test("address, seed and replication go to the words of counter and key that are theirs")
  func layout() {
    let address = StreamAddress(kind: 0xAAAA, number: 0x1111_1111_2222_2222, purpose: 0xBBBB)
    var stream = Luck(seed: 3, replication: 4).stream(address)
    let block = Philox.block(
      counter: Philox.Block(0, 0x2222_2222, 0x1111_1111, 0xAAAA_BBBB), key: SIMD2(3, 4))
    #expect(stream.next32() == block[0])
  }
}
