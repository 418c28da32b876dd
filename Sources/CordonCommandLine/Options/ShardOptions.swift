// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Cluster
import Declarations
import Foundation
import OutcomeTables
import Studies

/// A shard as the command line names it.
enum ShardChoice: ExpressibleByArgument, Hashable {
  case shard(Shard)
  /// The task of a job array that this process is.
  case auto

  init?(argument: String) {
    if argument == "auto" {
      self = .auto
      return
    }
    let numbers = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let number = numbers[0], let count = numbers[1],
      let shard = Shard(number: number, of: count)
    else { return nil }
    self = .shard(shard)
  }
}

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
    guard choice == .auto || (shards == nil && firstIndex == nil) else {
      throw ValidationError("--shards and --first-index are for --shard auto")
    }
    if let shards, !(1...Shard.most).contains(shards) {
      throw ValidationError("--shards must be from 1 to \(Shard.most), not \(shards)")
    }
  }

  /// The shard of the study in a folder that is asked for, and the variables that say so; nil where the
  /// whole sweep is.
  ///
  /// - Throws: A refusal where the study has another split, or the variables do not tell.
  func shard(
    in folder: StudyFolder,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> (shard: Shard, source: String?)? {
    guard choice != nil else { return nil }
    let split = try ShardSet.split(in: folder)
    let found = try shard(in: environment, split: split)
    if let found, let split, split != found.shard.count {
      throw StudyFault(
        .refused, folder.path,
        "this study is split into \(counted(split, "shard")), and shard \(found.shard) is of another "
          + "split: --shard i/\(split) runs one of them; another --output begins anew")
    }
    return found
  }

  private func shard(
    in environment: [String: String], split: Int?
  ) throws -> (shard: Shard, source: String?)? {
    switch choice {
    case nil: return nil
    case .shard(let shard): return (shard, nil)
    case .auto:
      do throws(ArrayTask.Fault) {
        let task = try ArrayTask(
          in: environment, shards: shards, firstIndex: firstIndex, split: split)
        return (task.shard, "\(task.scheduler): \(task.words)")
      } catch {
        throw ValidationError("--shard auto: \(error.message)")
      }
    }
  }
}
