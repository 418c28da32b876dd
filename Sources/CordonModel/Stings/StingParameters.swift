// SPDX-License-Identifier: GPL-3.0-or-later

public import Chance
public import Declarations

/// What a confrontation is like.
public struct StingParameters: Hashable, Sendable {
  public var streamed = 0.7
  public var audience = Law.lognormal(median: 1_500, p95: 34_000)
  public var places = [0.5, 0.25, 0.1, 0.1, 0.05]

  public init() {}
}

extension StingParameters {
  static let fields: [Field<StingParameters>] = [
    .share(
      "streamed", \.streamed, "Share of stings streamed live, where police set no condition.",
      Evidence(.d, "\"most\" (BBC NI 2018)", plausible: 0.4...0.95)),
    .law(
      "audience", \.audience, .count("viewers"), "Live audience of a stream.",
      Evidence(.c, "hundreds to 340,000 views (press 2016-25)")),
    .shares(
      "places", \.places, of: ["home", "street", "shopping-centre", "transport", "other"],
      "Where stings happen.", Evidence(.d, "11 home and 13 public among named incidents")),
  ]
}
