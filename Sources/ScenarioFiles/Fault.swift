// SPDX-License-Identifier: GPL-3.0-or-later

/// A fault of a scenario: where it is, what is wrong, what is allowed and what was probably meant.
public struct Fault: Hashable, Sendable, CustomStringConvertible {
  /// Whether the scenario can be run all the same.
  public enum Severity: String, Hashable, Sendable {
    /// It cannot be run.
    case error
    /// It can be run, but its author probably means something else.
    case warning
  }

  /// How many faults of a scenario are reported at most.
  static let limit = 200

  /// The file as it was given, or the option, for example `--set stings.streamd`.
  public var file: String
  /// The line, from 1; 0 if the fault is of the file as a whole or of an option.
  public var line: Int
  /// The column in characters, from 1; 0 if the line is.
  public var column: Int
  /// Whether the scenario can be run all the same.
  public var severity: Severity
  /// What is wrong, in words, without a full stop.
  public var message: String
  /// What is allowed, without a full stop; nil if a few words cannot say it.
  public var allowed: String?
  /// The text that was probably meant; nil if nothing is near.
  public let suggestion: String?

  init(
    _ severity: Severity, at location: Location, _ message: String, allowed: String? = nil,
    suggestion: Suggestion? = nil
  ) {
    (file, line, column) = (location.file, location.line, location.column)
    (self.severity, self.message, self.allowed) = (severity, message, allowed)
    self.suggestion = suggestion?.text
  }

  /// The fault on one line: `file:line:column: error: message. Allowed: ... Did you mean ...?`.
  public var description: String {
    let location = line > 0 ? "\(file):\(line):\(column)" : file
    return "\(location): \(severity.rawValue): \(message)"
      + (allowed.map { ". Allowed: \($0)" } ?? "")
      + (suggestion.map { ". Did you mean \($0)?" } ?? ".")
  }
}

/// Everything that is wrong with one or more scenario files.
public struct ScenarioFaults: Error, Hashable, Sendable, CustomStringConvertible {
  /// The faults by file, line and column; at least one is an error.
  public var faults: [Fault]

  /// One fault a line.
  public var description: String { faults.map(\.description).joined(separator: "\n") }
}

/// A location in a file, or an option on the command line.
struct Location: Hashable, Sendable, CustomStringConvertible {
  var file: String
  var line = 0
  var column = 0

  /// `file:line`, or the option.
  var description: String { line > 0 ? "\(file):\(line)" : file }

  func error(_ message: String, allowed: String? = nil, suggestion: Suggestion? = nil) -> Fault {
    Fault(.error, at: self, message, allowed: allowed, suggestion: suggestion)
  }

  func warning(_ message: String, allowed: String? = nil) -> Fault {
    Fault(.warning, at: self, message, allowed: allowed)
  }
}
