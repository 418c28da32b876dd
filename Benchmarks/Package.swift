// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later

import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The engine against the same models written by hand in C and in SimPy, and what an event of the model costs;
/// `./run` prints the table.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "Cordon", path: "..")],
  targets: [
    .target(
      name: "HandWritten", cSettings: [.unsafeFlags(["-O2"])],
      linkerSettings: [.linkedLibrary("gsl"), .linkedLibrary("gslcblas"), .linkedLibrary("m")]),
    .executableTarget(
      name: "Bench",
      dependencies: [
        "HandWritten", .product(name: "Chance", package: "Cordon"),
        .product(name: "DiscreteEvents", package: "Cordon"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "ModelBench",
      dependencies: [.product(name: "CordonModel", package: "Cordon")],
      path: "Sources/Model", swiftSettings: settings),
  ]
)
