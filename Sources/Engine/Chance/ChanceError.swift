// SPDX-License-Identifier: GPL-3.0-or-later

/// An argument that no law can have.
public struct ChanceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The law that was to be made, as named in files, for example `lognormal`.
  public let law: String
  /// The argument that is wrong, for example `p95`.
  public let argument: String
  /// Its value.
  public let value: Double
  /// What it must be, for example `must be above the median`.
  public let rule: String

  /// Creates an error.
  public init(law: String, argument: String, value: Double, rule: String) {
    self.law = law
    self.argument = argument
    self.value = value
    self.rule = rule
  }

  /// The whole sentence, for example `lognormal: p95 must be above the median, not 10`.
  public var description: String {
    "\(law): \(argument) \(rule), not \(value.briefly)"
  }
}

extension ChanceError {
  @inline(__always)
  static func require(
    _ holds: Bool, of law: @autoclosure () -> String, _ argument: @autoclosure () -> String,
    _ value: Double, _ rule: String
  ) throws(ChanceError) {
    guard holds else {
      throw ChanceError(law: law(), argument: argument(), value: value, rule: rule)
    }
  }
}
