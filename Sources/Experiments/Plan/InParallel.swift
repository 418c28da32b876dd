// SPDX-License-Identifier: GPL-3.0-or-later

import Dispatch
import Synchronization

/// Does a few pieces of work at the same time, as far as there are processors, and waits for all of them.
///
/// - Parameters:
///   - pieces: What is worked on; the calling thread takes part.
///   - work: Called once with each piece, by several threads at the same time.
/// - Returns: The results, in the order of the pieces.
func inParallel<Piece: Sendable, Output: Sendable>(
  _ pieces: [Piece], _ work: @Sendable (Piece) -> Output
) -> [Output] {
  guard pieces.count > 1 else { return pieces.map(work) }
  let outputs = Mutex([Output?](repeating: nil, count: pieces.count))
  DispatchQueue.concurrentPerform(iterations: pieces.count) { index in
    let output = work(pieces[index])
    outputs.withLock { $0[index] = output }
  }
  return outputs.withLock { $0 }.compactMap(\.self)
}
