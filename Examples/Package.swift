// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later

import PackageDescription

/// What a model needs of the engine.
let engine: [Target.Dependency] = [
  .product(name: "Chance", package: "Cordon"),
  .product(name: "DiscreteEvents", package: "Cordon"),
  .product(name: "Replications", package: "Cordon"),
]

/// Seven models that use the engine alone; `swift run -c release` holds each against theory.
let package = Package(
  name: "Examples",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Cordon", path: "..", traits: [])],
  targets: [
    .executableTarget(name: "Examples", dependencies: engine)
  ]
)

// The blocks of code of docs/engine, which scripts/site.sh makes into files and runs. A folder that is hidden itself has no
// sources for the package manager, one within it has.
if Context.environment["CORDON_GUIDE"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Guide", dependencies: engine, path: ".build-guide/Guide",
      swiftSettings: [.treatAllWarnings(as: .error)]))
}
