// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later

import PackageDescription

/// One house, one direction: chance -> events -> model -> experiments -> tables -> command line.
///
/// A target imports only what stands above it in this list.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Settings of what simulates.
///
/// `make test` has it optimised, with its assertions: tests are mostly simulation, six times as fast then.
let simulating =
  Context.environment["CORDON_OPTIMISED"] == nil
  ? settings
  : settings + [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]

let package = Package(
  name: "Cordon",
  products: [
    .library(name: "Chance", targets: ["Chance"]),
    .library(name: "DiscreteEvents", targets: ["DiscreteEvents"]),
    .executable(name: "cordon", targets: ["cordon"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CGSL", path: "Sources/Engine/CGSL", pkgConfig: "gsl",
      providers: [.apt(["libgsl-dev"])]),
    .target(
      name: "Chance", dependencies: ["CGSL"], path: "Sources/Engine/Chance",
      swiftSettings: simulating),
    .target(
      name: "DiscreteEvents", path: "Sources/Engine/DiscreteEvents", swiftSettings: simulating),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "Digests", dependencies: ["CCrypto"], swiftSettings: settings),
    .target(name: "Declarations", dependencies: ["Chance"], swiftSettings: simulating),
    .target(
      name: "Designs", dependencies: ["CGSL", "Chance", "Declarations"], swiftSettings: settings),
    .target(
      name: "CordonModel", dependencies: ["Chance", "DiscreteEvents", "Declarations"],
      swiftSettings: simulating),
    .target(
      name: "ScenarioFiles",
      dependencies: [
        "Chance", "Digests", "Declarations", "Designs", "CordonModel",
        .product(name: "SwiftCSV", package: "SwiftCSV"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: settings),
    .target(
      name: "Experiments",
      dependencies: ["CGSL", "Chance", "Digests", "Declarations", "CordonModel"],
      swiftSettings: simulating),
    .target(
      name: "OutcomeTables",
      dependencies: [
        "Digests", "Declarations", "CordonModel", "Experiments",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings),
    .target(
      name: "Reports", dependencies: ["Digests", "Declarations", "CordonModel", "Experiments"],
      resources: [
        .embedInCode("Resources/modules.js"), .embedInCode("Resources/report.js"),
        .embedInCode("Resources/report.css"), .embedInCode("Resources/theme.json"),
        .embedInCode("Resources/notebook.py"),
        .embedInCode("Resources/charts/areas.json"),
        .embedInCode("Resources/charts/differences.json"),
        .embedInCode("Resources/charts/fan.json"),
        .embedInCode("Resources/charts/observed.json"),
        .embedInCode("Resources/charts/state-differences.json"),
        .embedInCode("Resources/charts/states.json"),
        .embedInCode("Resources/charts/trade-off.json"),
      ],
      swiftSettings: settings),
    .target(
      name: "CordonCommandLine",
      dependencies: [
        "Chance", "Digests", "Declarations", "Designs", "CordonModel", "ScenarioFiles",
        "Experiments", "OutcomeTables", "Reports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(name: "cordon", dependencies: ["CordonCommandLine"], swiftSettings: settings),

    .target(
      name: "StatisticalTesting", dependencies: ["CGSL"], path: "Tests/StatisticalTesting",
      swiftSettings: settings),
    .target(name: "Mutations", path: "Tests/Mutations", swiftSettings: settings),
    .testTarget(name: "DigestsTests", dependencies: ["Digests"], swiftSettings: settings),
    .testTarget(
      name: "ChanceTests", dependencies: ["CGSL", "Chance", "StatisticalTesting"],
      swiftSettings: settings),
    .testTarget(
      name: "DiscreteEventsTests",
      dependencies: ["Chance", "DiscreteEvents", "StatisticalTesting"],
      swiftSettings: settings),
    .testTarget(
      name: "Oracles", dependencies: ["CGSL", "Chance", "DiscreteEvents", "StatisticalTesting"],
      swiftSettings: settings),
    .testTarget(name: "DeclarationsTests", dependencies: ["Declarations"], swiftSettings: settings),
    .testTarget(
      name: "DesignsTests", dependencies: ["Chance", "Declarations", "Designs"],
      swiftSettings: settings),
    .testTarget(
      name: "CordonModelTests",
      dependencies: [
        "Chance", "Declarations", "DiscreteEvents", "CordonModel", "StatisticalTesting",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ScenarioFilesTests",
      dependencies: [
        "Chance", "Digests", "Declarations", "Designs", "CordonModel", "ScenarioFiles", "Mutations",
      ],
      exclude: ["Broken"], swiftSettings: settings),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: [
        "Chance", "Declarations", "CordonModel", "Experiments", "StatisticalTesting",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "OutcomeTablesTests",
      dependencies: [
        "Digests", "Declarations", "CordonModel", "Experiments", "OutcomeTables",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Digests", "Declarations", "CordonModel", "Experiments", "Reports"],
      swiftSettings: settings),
    .testTarget(
      name: "CordonCommandLineTests",
      dependencies: ["Declarations", "CordonModel", "CordonCommandLine"],
      swiftSettings: settings),
  ]
)

// libFuzzer is linked only with -sanitize=fuzzer: see scripts/fuzz.sh.
if Context.environment["CORDON_FUZZ"] != nil {
  package.targets += [
    .systemLibrary(name: "CLibFuzzer", path: "Tests/CLibFuzzer"),
    .executableTarget(
      name: "fuzz-scenarios",
      dependencies: ["CLibFuzzer", "CordonModel", "Designs", "Mutations", "ScenarioFiles"],
      path: "Tests/Fuzzing", swiftSettings: settings),
  ]
}
