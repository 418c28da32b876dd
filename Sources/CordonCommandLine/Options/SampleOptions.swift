// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Experiments
import Studies

/// How many pasts a calibration samples.
struct SampleOptions: ParsableArguments {
  private static let enough = 400

  @Option(
    help: ArgumentHelp(
      "How many pasts a calibration simulates at most, whatever the time.", valueName: "n"))
  var pasts: Int?

  @Option(
    help: ArgumentHelp(
      "How many independent pasts must match; as soon as they do, a calibration without shards ends (default: \(enough)).",
      valueName: "n"))
  var effective: Int?

  @Option(
    help: ArgumentHelp(
      "How many pasts are simulated side by side, each year, in an island (default: \(StudyRequest.islandSize)).",
      valueName: "n"))
  var island: Int?

  @Option(
    help: ArgumentHelp(
      "How many pasts an island simulates at most to reach a date until as many fit as it has.",
      discussion: "For a record that most pasts cannot have at all, such as one with an interval: "
        + "without it each date is simulated once, whatever fits.",
      valueName: "n"))
  var most: Int?

  func validate() throws {
    let island = island ?? StudyRequest.islandSize
    guard (2...100_000).contains(island) else {
      throw ValidationError("--island must be from 2 to 100000, not \(island)")
    }
    guard (pasts ?? island) >= island, (pasts ?? 0) <= 10_000_000 else {
      throw ValidationError("--pasts must be from \(island), a whole island, to 10000000")
    }
    guard (island...1_000_000).contains(most ?? island) else {
      throw ValidationError("--most must be from \(island), a whole island, to 1000000")
    }
    guard (effective ?? Self.enough) >= Int(PlannedCalibration.fewest) else {
      throw ValidationError(
        "--effective must be \(Int(PlannedCalibration.fewest)) or more: fewer independent pasts say nothing"
      )
    }
  }

  /// The request of a calibration of a file.
  ///
  /// Where --pasts is not given it has one island.
  func request(calibrating file: String, _ values: ValueOptions) -> StudyRequest {
    var request = StudyRequest(
      verb: .calibrate, files: [file], values: values.settings, detail: .areas,
      searching: .ofProcess)
    let island = island ?? StudyRequest.islandSize
    request.sample = StudyRequest.Sample(
      pasts: island, most: most, islands: (pasts ?? island) / island,
      effective: Double(effective ?? Self.enough))
    return request
  }

  /// Refuses `--replications`, which a calibration does not have.
  static func refuseReplications(_ values: ValueOptions) throws {
    guard values.replications == nil else {
      throw ValidationError(
        "a calibration has no replications: --pasts or --budget say how many pasts it has")
    }
  }
}
