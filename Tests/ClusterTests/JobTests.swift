// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Cluster

/// What schedulers are given.
@Suite("Jobs")
struct JobTests {
  private let plan = JobPlan(
    study: "study-1a2b3c4d", folder: "/home/me/my studies/study-1a2b3c4d", program: "/opt/cordon",
    shards: 12, resources: JobPlan.Resources(threads: 2, seconds: 90))

  @Test("Stretches of shards are written as schedulers and people write them")
  func lists() {
    #expect(indexList([1, 2, 3, 4, 7, 9, 10, 12]) == "1-4,7,9-10,12")
    #expect(indexList([]) == "")
  }

  @Test("Slurm takes missing shards in one array, and its merge waits however they end")
  func slurm() throws {
    let engine = SlurmEngine()
    #expect(
      engine.submissions(of: [2, 3, 7], in: plan)
        == [["sbatch", "--parsable", "--array=2-3,7", plan.job("shards.sh")]])
    #expect(
      engine.mergeSubmission(after: ["17", "18"], in: plan)
        .contains("--dependency=afterany:17:18"))
    #expect(engine.job(in: "17;north\n") == "17")
    let script = engine.files(for: plan)[0].text
    #expect(script.hasPrefix("#!/bin/bash\n"))
    #expect(
      script.contains("#SBATCH --output='/home/me/my studies/study-1a2b3c4d/jobs/shard-%a.log'\n"))
    #expect(script.contains("\n#SBATCH --time=00:01:30\n"))
    #expect(
      script.hasSuffix(
        "\nexec /opt/cordon resume '/home/me/my studies/study-1a2b3c4d' --as-planned --shard auto "
          + "--shards 12 --threads 2\n"))
  }

  @Test("PBS takes stretches as arrays and a single shard as a job of its own")
  func pbs() {
    let engine = PBSEngine()
    let submissions = engine.submissions(of: [2, 3, 7], in: plan)
    #expect(submissions.count == 2)
    #expect(submissions[0] == ["qsub", "-J", "2-3", plan.job("shards.sh")])
    #expect(submissions[1].starts(with: ["qsub", "-v", "CORDON_SHARD=7"]))
    #expect(
      engine.mergeSubmission(after: ["17[].a", "18.a"], in: plan)[2]
        == "depend=afterany:17[].a:18.a")
    #expect(engine.files(for: plan)[0].text.contains("\n#PBS -l select=1:ncpus=2\n"))
  }

  @Test("Kubernetes runs as many indices as there are shards")
  func kubernetes() {
    let engine = KubernetesEngine(image: "cordon:1", claim: "studies", mount: "/studies")
    let files = engine.files(for: plan)
    #expect(files.map(\.name) == ["shards.yaml", "merge.yaml"])
    #expect(files[0].text.contains("\n  completionMode: Indexed\n  completions: 12\n"))
    #expect(files[0].text.contains("\"--shard\", \"auto\", \"--shards\", \"12\""))
  }
}
