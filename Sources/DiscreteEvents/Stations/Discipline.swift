// SPDX-License-Identifier: GPL-3.0-or-later

/// Who of those waiting is next.
///
/// Every discipline serves the lower priority number first; leave all priorities equal for none.
@frozen
public enum Discipline: Hashable, Sendable, BitwiseCopyable {
  /// Within a priority, the one who came first.
  case firstCome
  /// Within a priority, the one who came last.
  case lastCome
  /// First come, first served, but one step of priority is worth only so much time of waiting.
  ///
  /// A customer goes before another whose priority is better by one step if it came more than
  /// `perLevel` earlier. Finding the next one is O(k) for k levels of priority.
  case ageing(perLevel: Double)
}
