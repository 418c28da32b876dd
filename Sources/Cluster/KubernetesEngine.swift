// SPDX-License-Identifier: GPL-3.0-or-later

import Texts

/// Kubernetes: an Indexed Job over a volume that holds the study, and a Job that merges.
///
/// Cordon submits nothing itself: the study's folder must lie in the volume first. Two pods may start for
/// one index; the lock on the shard's results refuses the second, and Kubernetes tries it again later. An
/// Indexed Job has all indices or none. So the whole job runs again for one lost shard, and its other pods
/// find nothing to do.
///
/// Source: the reference of Kubernetes for `batch/v1`; `podFailurePolicy` and `backoffLimitPerIndex`
/// are of version 1.33.
public struct KubernetesEngine: Sendable {
  /// The image that holds the program `cordon`.
  let image: String
  /// The name of a persistent volume claim.
  let claim: String
  /// Where the pods see the volume.
  let mount: String

  /// An engine with an image and the volume that holds the study.
  public init(image: String, claim: String, mount: String) {
    self.image = image
    self.claim = claim
    self.mount = mount
  }

  /// The manifests: of the shards, then of the merge.
  public func files(for plan: JobPlan) -> [JobFile] {
    // Kubernetes takes names as DNS does: with the suffix they have at most 63 characters.
    let name = plan.jobName(upTo: 50)
    let study = plan.study.escaped(for: .comment)
    return [
      JobFile(
        name: "shards.yaml",
        text: """
          # The \(plan.shards) shards of the study \(study), as an Indexed Job of Kubernetes.
          # What is done is not repeated, so the job may be created again at any time.
          # Written by `cordon submit`; may be edited. By hand:
          #   1. copy the folder \(study), which holds the plan, to the top of the volume of
          #      the claim \(claim.escaped(for: .yaml)), for example by `kubectl cp` into a pod that mounts it
          #   2. kubectl create --filename shards.yaml
          #   3. kubectl wait --for=condition=complete --timeout=-1s job/\(name)-shards
          #   4. kubectl create --filename merge.yaml
          apiVersion: batch/v1
          kind: Job
          metadata:
            name: \(name)-shards
          spec:
            completionMode: Indexed
            completions: \(plan.shards)
            parallelism: \(plan.shards)
            backoffLimitPerIndex: 3
            maxFailedIndexes: \(plan.shards)
          \(limits(plan))  podFailurePolicy:
              rules:
                # Runs that failed, or bad input: another try would end the same.
                - action: FailIndex
                  onExitCodes:
                    operator: In
                    values: [1, 2]
          \(template(plan, plan.shardArguments, threads: plan.resources.threads))
          """),
      JobFile(
        name: "merge.yaml",
        text: """
          # Puts the shards of the study \(study) together and writes its tables; says which shards
          # are missing if they are not all there. Create it when the job of the shards has ended.
          # Written by `cordon submit`; may be edited.
          apiVersion: batch/v1
          kind: Job
          metadata:
            name: \(name)-merge
          spec:
            backoffLimit: 0
          \(limits(plan))\(template(plan, plan.mergeArguments, threads: 1))
          """),
    ]
  }

  private func limits(_ plan: JobPlan) -> String {
    plan.resources.seconds.map { "  activeDeadlineSeconds: \($0)\n" } ?? ""
  }

  private func template(_ plan: JobPlan, _ arguments: [String], threads: Int) -> String {
    let command = ([plan.program] + arguments).map { $0.escaped(for: .yaml) }.joined(
      separator: ", ")
    let memory = plan.resources.mebibytes.map { ", memory: \($0)Mi" } ?? ""
    let limits =
      plan.resources.mebibytes.map { "\n            limits: {memory: \($0)Mi}" } ?? ""
    return """
        template:
          spec:
            restartPolicy: Never
            containers:
              - name: cordon
                image: \(image.escaped(for: .yaml))
                command: [\(command)]
                resources:
                  requests: {cpu: \(threads)\(memory)}\(limits)
                volumeMounts:
                  - name: studies
                    mountPath: \(mount.escaped(for: .yaml))
            volumes:
              - name: studies
                persistentVolumeClaim:
                  claimName: \(claim.escaped(for: .yaml))

      """
  }
}
