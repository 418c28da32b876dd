// SPDX-License-Identifier: GPL-3.0-or-later

public import ArgumentParser
public import Cluster
import Foundation
import OutcomeTables
import Studies

/// Which part of a sweep is run.
struct ShardOptions: ParsableArguments {
  @Option(
    name: .customLong("shard"),
    help: ArgumentHelp(
      "Runs one of several parts, with results of its own; `cordon merge` puts them together.",
      discussion: "`auto` asks the variables of a job array: of Slurm, PBS, Grid Engine, LSF, OAR, "
        + "AWS Batch, Kubernetes and others.",
      valueName: "i/n|auto"))
  var choice: ShardChoice?

  @Option(
    help: ArgumentHelp(
      "For --shard auto: how many shards there are, where the scheduler does not say it or a part "
        + "of the array is run again.", valueName: "n"))
  var shards: Int?

  @Option(
    help: ArgumentHelp(
      "For --shard auto with --shards: the index of the first shard, if it is not 1.",
      valueName: "b"))
  var firstIndex: Int?

  func validate() throws {
    guard choice == .task || (shards == nil && firstIndex == nil) else {
      throw ValidationError("--shards and --first-index are for --shard auto")
    }
    if let shards, !(1...Shard.most).contains(shards) {
      throw ValidationError("--shards must be from 1 to \(Shard.most), not \(shards)")
    }
  }

  /// The shard of the study in a folder that is asked for, and the variables that say so; nil if the
  /// whole sweep is.
  ///
  /// - Throws: A refusal if the study has another split, or the variables do not tell.
  func shard(in folder: StudyFolder) throws -> (shard: Shard, source: String?)? {
    try choice?.shard(
      in: folder, environment: ProcessInfo.processInfo.environment, shards: shards,
      firstIndex: firstIndex)
  }
}

extension ShardChoice: ExpressibleByArgument {
  /// Reads `3/8` or `auto`.
  public init?(argument: String) { self.init(argument) }
}
