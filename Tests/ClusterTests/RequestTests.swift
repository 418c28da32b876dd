// SPDX-License-Identifier: GPL-3.0-or-later

import Studies
import Testing

@testable import Cluster

/// What is asked of a scheduler, before anything is written.
@Suite("Requests to a scheduler")
struct RequestTests {
  @Test("Everything that does not fit an engine is told at once")
  func engines() {
    let resources = JobPlan.Resources(partition: "long", account: "abc")
    let request = TaskRequest(resources, claim: "studies")
    #expect(
      throws: RequestFault(
        "--partition is not for Kubernetes; --account is not for Kubernetes; give --image: "
          + "the image that holds cordon")
    ) { try request.check(for: .kubernetes) }
    #expect(throws: RequestFault("--claim is not for Slurm")) { try request.check(for: .slurm) }
    #expect(throws: Never.self) { try TaskRequest(resources).check(for: .pbs) }
  }

  @Test("What is asked for counts, and what holds anyway does not")
  func given() {
    #expect(!TaskRequest().isGiven && !TaskRequest(mount: "/volume").isGiven)
    #expect(TaskRequest(JobPlan.Resources(threads: 2)).isGiven)
    #expect(TaskRequest(program: "apptainer run cordon.sif").isGiven)
  }

  @Test("What could end a line of a script is refused with a text that may stand there")
  func dangers() throws {
    let request = TaskRequest(JobPlan.Resources(account: "abc\nrm -rf"), program: "cordon")
    let fault = try #require(throws: RequestFault.self) {
      try request.refuseDangers(andFolder: "/studies/a")
    }
    #expect(fault.message.hasPrefix("--account: $'abc\\x0arm -rf' has "))
    #expect(fault.message.split(separator: "\n").count == 1)
    #expect(throws: Never.self) { try TaskRequest().refuseDangers(andFolder: "/studies/a") }
  }

  @Test(
    "A shard is a number of a number, or the task of an array",
    arguments: [
      ("3/8", ShardChoice.shard(Shard(number: 3, of: 8)!)), ("auto", .task), ("0/8", nil),
      ("9/8", nil), ("3", nil), ("3/8/1", nil), ("3/", nil), ("", nil),
    ])
  func shards(text: String, choice: ShardChoice?) { #expect(ShardChoice(text) == choice) }
}
