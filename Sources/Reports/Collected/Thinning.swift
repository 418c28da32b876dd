// SPDX-License-Identifier: GPL-3.0-or-later

/// Which of many things a picture shows: one at each step, so that they stand for all.
struct Thinning: Hashable, Sendable {
  /// The step: one of so many is kept.
  let stride: Int

  /// Keeps no more than so many, at least one.
  init(of count: Int, atMost limit: Int) {
    let limit = max(1, limit)
    stride = max(1, (count + limit - 1) / limit)
  }

  /// Whether the thing with an index is kept.
  func keeps(_ index: Int) -> Bool { index.isMultiple(of: stride) }
}
