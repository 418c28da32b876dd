// SPDX-License-Identifier: GPL-3.0-or-later

public import ArgumentParser
public import Cluster

/// What each task of a job array may use.
struct ResourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How many cores a task has; it simulates so many replications at a time.", valueName: "t"))
  var threads = 1

  @Option(help: ArgumentHelp("How long a task may take.", valueName: "hh:mm:ss"))
  var time: ClockTime?

  @Option(help: ArgumentHelp("How much memory a task may take, for example 2G.", valueName: "size"))
  var memory: MemorySize?

  @Option(help: ArgumentHelp("Slurm's partition, or PBS's queue.", valueName: "name"))
  var partition: String?

  @Option(help: ArgumentHelp("The account that pays.", valueName: "name"))
  var account: String?

  @Option(
    help: ArgumentHelp(
      "How the tasks call cordon, if not by the path of this program; a shell reads it.",
      discussion: "For example 'apptainer run /shared/cordon.sif'.", valueName: "words"))
  var program: String?

  @Option(
    help: ArgumentHelp("Kubernetes: the image, of which cordon is a command.", valueName: "name"))
  var image: String?

  @Option(
    help: ArgumentHelp(
      "Kubernetes: the persistent volume claim that holds the study.", valueName: "name"))
  var claim: String?

  @Option(help: ArgumentHelp("Kubernetes: where the pods see the volume.", valueName: "dir"))
  var mount = "/studies"

  func validate() throws {
    guard (1...1_024).contains(threads) else {
      throw ValidationError("--threads must be from 1 to 1024, not \(threads)")
    }
  }

  /// The same as a request to a scheduler.
  var request: TaskRequest {
    TaskRequest(
      JobPlan.Resources(
        threads: threads, seconds: time?.seconds, mebibytes: memory?.mebibytes,
        partition: partition, account: account),
      program: program, image: image, claim: claim, mount: mount)
  }
}

extension BatchEngine: ExpressibleByArgument {}

extension ClockTime: ExpressibleByArgument {
  /// Reads `12:30:00`.
  public init?(argument: String) { self.init(argument) }
}

extension MemorySize: ExpressibleByArgument {
  /// Reads `4G`.
  public init?(argument: String) { self.init(argument) }
}
