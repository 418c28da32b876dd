// SPDX-License-Identifier: GPL-3.0-or-later

/// How long a task may take, as schedulers write it: `12:30:00`.
public struct ClockTime: Hashable, Sendable {
  /// How many seconds it is.
  public let seconds: Int

  /// Reads hours, minutes and seconds; returns nil if the text is no such time, or none at all.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let hours = parts[0], let minutes = parts[1], let seconds = parts[2],
      (0...10_000).contains(hours), (0..<60).contains(minutes), (0..<60).contains(seconds),
      hours + minutes + seconds > 0
    else { return nil }
    self.seconds = hours * 3_600 + minutes * 60 + seconds
  }
}

/// How much memory a task may take: `4G` or `500M`, in powers of 1,024.
public struct MemorySize: Hashable, Sendable {
  /// How many mebibytes it is.
  public let mebibytes: Int

  /// Reads a whole number with its unit; returns nil if the text is no such size.
  public init?(_ text: String) {
    let factors: [Character: Int] = ["M": 1, "G": 1_024, "T": 1 << 20]
    guard let unit = text.last, let factor = factors[unit], let number = Int(text.dropLast()),
      (1...1_000_000).contains(number)
    else { return nil }
    mebibytes = number * factor
  }
}
