// SPDX-License-Identifier: GPL-3.0-or-later

public import ArgumentParser
public import Cluster

/// How long each task may take: `12:30:00`.
struct ClockTime: ExpressibleByArgument, Hashable {
  let seconds: Int

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let hours = parts[0], let minutes = parts[1], let seconds = parts[2],
      (0...10_000).contains(hours), (0..<60).contains(minutes), (0..<60).contains(seconds),
      hours + minutes + seconds > 0
    else { return nil }
    self.seconds = hours * 3_600 + minutes * 60 + seconds
  }
}

/// How much memory each task may take: `4G` or `500M`, in powers of 1,024.
struct MemorySize: ExpressibleByArgument, Hashable {
  let mebibytes: Int

  init?(argument: String) {
    let factors: [Character: Int] = ["M": 1, "G": 1_024, "T": 1 << 20]
    guard let unit = argument.last, let factor = factors[unit],
      let number = Int(argument.dropLast()), (1...1_000_000).contains(number)
    else { return nil }
    mebibytes = number * factor
  }
}

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
