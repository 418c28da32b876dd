// SPDX-License-Identifier: GPL-3.0-or-later

public import Studies
import Texts

/// What each task of a study needs of a scheduler.
public struct TaskRequest: Hashable, Sendable {
  /// What a task may use.
  public let resources: JobPlan.Resources
  /// How tasks call the program, as a shell reads it; nil for this program.
  public let program: String?
  /// Kubernetes: the image that holds the program `cordon`.
  public let image: String?
  /// Kubernetes: the persistent volume claim that holds the study.
  public let claim: String?
  /// Kubernetes: where the pods see the volume.
  public let mount: String

  /// Makes a request; by default one core and the scheduler's own limits.
  public init(
    _ resources: JobPlan.Resources = JobPlan.Resources(), program: String? = nil,
    image: String? = nil, claim: String? = nil, mount: String = "/studies"
  ) {
    self.resources = resources
    self.program = program
    self.image = image
    self.claim = claim
    self.mount = mount
  }

  /// Whether the request differs from the default.
  public var isGiven: Bool {
    resources != JobPlan.Resources() || program != nil || image != nil || claim != nil
  }

  /// Refuses the options that do not fit an engine, all at once.
  ///
  /// - Throws: A ``RequestFault`` that names the options.
  public func check(for engine: BatchEngine) throws(RequestFault) {
    let isKubernetes = engine == .kubernetes
    let given = [
      ("--partition", resources.partition != nil, !isKubernetes),
      ("--account", resources.account != nil, !isKubernetes),
      ("--image", image != nil, isKubernetes), ("--claim", claim != nil, isKubernetes),
    ]
    var faults = given.filter { $0.1 && !$0.2 }.map { "\($0.0) is not for \(engine.title)" }
    if isKubernetes {
      if image == nil { faults.append("give --image: the image that holds cordon") }
      if claim == nil { faults.append("give --claim: the volume claim that holds the study") }
    }
    guard faults.isEmpty else { throw RequestFault(faults.joined(separator: "; ")) }
  }

  /// Refuses texts that could end a line of a script or hide what it does, all at once.
  ///
  /// - Parameter folder: The study's folder, which stands in scripts too.
  /// - Throws: A ``RequestFault`` that suggests an allowed text for each.
  public func refuseDangers(andFolder folder: String) throws(RequestFault) {
    let texts = [
      ("the study's folder", folder), ("--partition", resources.partition),
      ("--account", resources.account), ("--program", program), ("--image", image),
      ("--claim", claim), ("--mount", mount),
    ]
    let faults = texts.compactMap { name, text -> String? in
      guard let text, let danger = text.danger else { return nil }
      return
        "\(name): \(text.escaped(for: .shell)) has \(danger.words), which cannot stand in a "
        + "script. Allowed: one line without control characters and bidirectional marks. Did you mean "
        + "\(text.withoutOddities.escaped(for: .shell))?"
    }
    guard faults.isEmpty else { throw RequestFault(faults.joined(separator: "\n")) }
  }
}
