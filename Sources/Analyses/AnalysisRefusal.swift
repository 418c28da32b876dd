// SPDX-License-Identifier: GPL-3.0-or-later

/// Why an analysis cannot use what it was given.
public struct AnalysisRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, without a full stop.
  public let message: String
  /// What helps.
  public let remedy: String

  /// Creates a refusal.
  public init(_ message: String, remedy: String) {
    self.message = message
    self.remedy = remedy
  }

  /// The message and the remedy, as sentences.
  public var description: String { "\(message). \(remedy)." }
}

extension AnalysisRefusal {
  /// Returns what is said where the variance over states is not told from the noise of replications; `more` is what
  /// to take more of beside replications.
  static func littleVaries(more: String) -> AnalysisRefusal {
    AnalysisRefusal(
      "the states differ too little from each other to be told from the noise of their replications",
      remedy: "Take more replications, or more \(more)")
  }
}
