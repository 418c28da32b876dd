// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later

import PackageDescription

/// Seven models that use the engine alone; `swift run -c release` holds each against theory.
let package = Package(
  name: "Examples",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Cordon", path: "..", traits: [])],
  targets: [
    .executableTarget(
      name: "Examples",
      dependencies: [
        .product(name: "Chance", package: "Cordon"),
        .product(name: "DiscreteEvents", package: "Cordon"),
        .product(name: "Replications", package: "Cordon"),
      ])
  ]
)
