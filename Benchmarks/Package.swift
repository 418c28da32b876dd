// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later

import PackageDescription

/// The engine against the same models written by hand in C and in SimPy; `./run` prints the table.
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
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ]),
  ]
)
