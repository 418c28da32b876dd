// SPDX-License-Identifier: GPL-3.0-or-later

public import Foundation

/// How a study makes its runs.
public struct StudyOptions: Hashable, Sendable {
  /// How many replications are simulated at a time; 1 or more.
  public var threads: Int
  /// Whether the study ends at the first run that fails; if not, the others go on.
  public var stopsOnFailure: Bool

  /// Makes options; by default a thread for each processor.
  public init(
    threads: Int = ProcessInfo.processInfo.activeProcessorCount, stopsOnFailure: Bool = false
  ) {
    self.threads = threads
    self.stopsOnFailure = stopsOnFailure
  }
}

/// Why a study cannot be as asked: something named is not there or does not fit the rest.
public struct RequestFault: Error, Hashable {
  /// What is wrong and what is allowed, in words.
  public let message: String

  /// A fault in these words.
  public init(_ message: String) { self.message = message }
}
