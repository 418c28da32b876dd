// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later

import PackageDescription

// One house, one direction: engine -> model -> experiments -> tables -> command line. A target imports only
// what stands above it in this list. Who wants the engine alone writes `traits: []` and fetches nothing else.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Settings of what works hardest in tests: what simulates, and what writes pages.
///
/// `make test` has it optimised, with its assertions, as whole modules: a study of a few runs takes twice as long where
/// files are optimised one by one, since each copies what others declare.
let optimised =
  Context.environment["CORDON_OPTIMISED"] == nil
  ? settings
  : settings + [
    .unsafeFlags(
      ["-O", "-whole-module-optimization", "-num-threads", "2", "-assert-config", "Debug"],
      .when(configuration: .debug))
  ]

/// The trait of what the engine does not need: without it nothing is fetched.
let program = "Program"

/// The trait of the workbench's server, which is off: without it no web framework is fetched.
let workbench = "Workbench"

/// A product of another package, for what a trait stands for alone.
func product(_ name: String, of package: String, for trait: String = program) -> Target.Dependency {
  .product(name: name, package: package, condition: .when(traits: [trait]))
}

let package = Package(
  name: "Cordon",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Chance", targets: ["Chance"]),
    .library(name: "DiscreteEvents", targets: ["DiscreteEvents"]),
    .library(name: "Replications", targets: ["Replications", "Statistics"]),
    .library(name: "CordonModel", targets: ["Declarations", "CordonModel"]),
    .executable(name: "cordon", targets: ["cordon"]),
    .executable(name: "cordon-serve", targets: ["cordon-serve"]),
  ],
  traits: [
    .trait(name: program, description: "What the program needs beside the engine."),
    .trait(name: workbench, description: "The server of the workbench: `cordon serve`."),
    .default(enabledTraits: [program]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
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
      swiftSettings: optimised),
    .systemLibrary(name: "CReferences", path: "Sources/Engine/CReferences"),
    .target(
      name: "DiscreteEvents", dependencies: ["CReferences"], path: "Sources/Engine/DiscreteEvents",
      swiftSettings: optimised),
    .target(
      name: "Statistics", dependencies: ["CGSL", "Chance"], path: "Sources/Engine/Statistics",
      swiftSettings: optimised),
    .target(
      name: "Replications", dependencies: ["Chance", "Statistics"],
      path: "Sources/Engine/Replications", swiftSettings: optimised),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "Digests", dependencies: ["CCrypto"], swiftSettings: settings),
    .target(name: "Texts", swiftSettings: optimised),
    .target(name: "Declarations", dependencies: ["Chance"], swiftSettings: optimised),
    .target(
      name: "Designs", dependencies: ["CGSL", "Chance", "Declarations"], swiftSettings: settings),
    .target(
      name: "CordonModel", dependencies: ["Chance", "DiscreteEvents", "Declarations"],
      swiftSettings: optimised),
    .target(
      name: "ScenarioFiles",
      dependencies: [
        "Chance", "Digests", "Texts", "Declarations", "Designs", "CordonModel",
        product("SwiftCSV", of: "SwiftCSV"),
        product("Yams", of: "Yams"),
      ],
      swiftSettings: settings),
    .target(
      name: "Experiments",
      dependencies: [
        "CGSL", "Chance", "Statistics", "Replications", "Digests", "Texts", "Declarations",
      ],
      swiftSettings: optimised),
    .target(
      name: "Analyses",
      dependencies: ["CGSL", "Chance", "Statistics", "Declarations", "Designs", "Experiments"],
      swiftSettings: optimised),
    .target(
      name: "OutcomeTables",
      dependencies: [
        "Statistics", "Digests", "Texts", "Declarations", "Designs", "Experiments", "Analyses",
        product("GRDB", of: "GRDB.swift"),
      ],
      swiftSettings: settings),
    .target(
      name: "Reports",
      dependencies: ["Statistics", "Digests", "Texts", "Declarations", "Experiments", "Analyses"],
      resources: [.embedInCode("Resources")],
      swiftSettings: optimised),
    .target(
      name: "Studies",
      dependencies: [
        "Statistics", "Digests", "Texts", "Declarations", "Designs", "CordonModel",
        "ScenarioFiles", "Experiments", "Analyses", "OutcomeTables", "Reports",
        product("SwiftCSV", of: "SwiftCSV"),
      ],
      resources: [.embedInCode("Resources")],
      swiftSettings: settings),
    .target(
      name: "Cluster",
      dependencies: ["Texts", "Declarations", "Experiments", "OutcomeTables", "Studies"],
      swiftSettings: settings),
    .target(
      name: "Workbench",
      dependencies: [
        "Statistics", "Digests", "Texts", "Declarations", "Designs", "CordonModel",
        "ScenarioFiles", "Experiments", "Analyses", "OutcomeTables", "Reports", "Studies",
      ],
      resources: [.embedInCode("Resources")],
      swiftSettings: settings),
    .target(
      name: "CordonCommandLine",
      dependencies: [
        "Statistics", "Digests", "Texts", "Declarations", "CordonModel", "ScenarioFiles",
        "Experiments", "Analyses", "OutcomeTables", "Studies", "Cluster",
        product("ArgumentParser", of: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "cordon", dependencies: ["OutcomeTables", "Studies", "CordonCommandLine"],
      swiftSettings: settings),

    .executableTarget(
      name: "cordon-serve",
      dependencies: [
        "ScenarioFiles", "OutcomeTables", "Studies", "Workbench",
        product("ArgumentParser", of: "swift-argument-parser"),
        product("Hummingbird", of: "hummingbird", for: workbench),
        product("HummingbirdCore", of: "hummingbird", for: workbench),
      ],
      swiftSettings: settings),

    .target(
      name: "StatisticalTesting", dependencies: ["CGSL"], path: "Tests/StatisticalTesting",
      swiftSettings: optimised),
    .target(name: "Mutations", path: "Tests/Mutations", swiftSettings: settings),
    .testTarget(name: "HouseTests", swiftSettings: settings),
    .testTarget(name: "DigestsTests", dependencies: ["Digests"], swiftSettings: settings),
    .testTarget(name: "TextsTests", dependencies: ["Texts"], swiftSettings: settings),
    .testTarget(
      name: "ChanceTests", dependencies: ["CGSL", "Chance", "StatisticalTesting"],
      swiftSettings: settings),
    .testTarget(
      name: "DiscreteEventsTests",
      dependencies: ["Chance", "DiscreteEvents", "StatisticalTesting"],
      swiftSettings: optimised),
    .testTarget(
      name: "StatisticsTests",
      dependencies: ["CGSL", "Chance", "Statistics", "StatisticalTesting"],
      swiftSettings: settings),
    .testTarget(
      name: "ReplicationsTests",
      dependencies: [
        "Chance", "DiscreteEvents", "Statistics", "Replications", "StatisticalTesting",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "Oracles", dependencies: ["CGSL", "Chance", "DiscreteEvents", "StatisticalTesting"],
      swiftSettings: optimised),
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
        "Chance", "Statistics", "Digests", "Declarations", "Designs", "CordonModel",
        "Experiments", "StatisticalTesting",
      ],
      swiftSettings: settings),
    .target(
      name: "Clinic", dependencies: ["Chance", "DiscreteEvents", "Declarations", "Experiments"],
      path: "Tests/Clinic", swiftSettings: optimised),
    .testTarget(
      name: "AnalysesTests",
      dependencies: [
        "CGSL", "Chance", "Statistics", "Replications", "Declarations", "Designs", "Experiments",
        "Analyses", "Clinic", "StatisticalTesting",
      ],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "OutcomeTablesTests",
      dependencies: [
        "Statistics", "Digests", "Declarations", "CordonModel", "Experiments", "OutcomeTables",
        product("GRDB", of: "GRDB.swift"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Statistics", "Digests", "Declarations", "CordonModel", "Experiments", "Reports",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "StudiesTests",
      dependencies: [
        "Declarations", "CordonModel", "ScenarioFiles", "Experiments", "Analyses", "OutcomeTables",
        "Studies",
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "clinic-study",
      dependencies: ["Clinic", "Experiments", "OutcomeTables", "Studies"],
      path: "Tests/ClinicProgram", swiftSettings: settings),
    .testTarget(
      name: "ClinicTests",
      dependencies: [
        "Declarations", "Designs", "Experiments", "Analyses", "OutcomeTables", "Reports", "Studies",
        "Clinic", "clinic-study", "StatisticalTesting",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ClusterTests", dependencies: ["Studies", "Cluster"], swiftSettings: settings),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: [
        "Analyses", "Statistics", "Declarations", "CordonModel", "ScenarioFiles", "Experiments",
        "OutcomeTables", "Studies",
        "Workbench",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "CordonCommandLineTests",
      dependencies: [
        "Statistics", "Texts", "Declarations", "CordonModel", "ScenarioFiles", "Experiments",
        "OutcomeTables", "Studies", "Cluster", "CordonCommandLine",
      ],
      swiftSettings: settings),
  ]
)

// libFuzzer is linked only with -sanitize=fuzzer: see scripts/fuzz.sh.
if Context.environment["CORDON_FUZZ"] != nil {
  package.targets += [
    .systemLibrary(name: "CLibFuzzer", path: "Tests/CLibFuzzer"),
    .executableTarget(
      name: "fuzz-scenarios",
      dependencies: [
        "CLibFuzzer", "Declarations", "CordonModel", "Designs", "Mutations", "ScenarioFiles",
      ],
      path: "Tests/Fuzzing", swiftSettings: settings),
  ]
}
