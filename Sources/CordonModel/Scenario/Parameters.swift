// SPDX-License-Identifier: GPL-3.0-or-later

public import Declarations

/// What the world is like: the parameters of all mechanisms.
public struct Parameters: Hashable, Sendable {
  public var stings = StingParameters()

  /// The central values of the evidence.
  public init() {}

  /// The declarations of all parameters.
  public static let fields: [Field<Parameters>] =
    StingParameters.fields.map { $0.lifted(\.stings, under: "stings") }
}
