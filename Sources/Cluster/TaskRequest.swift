// SPDX-License-Identifier: GPL-3.0-or-later

public import Studies
import Texts

/// What is asked of a scheduler for each task of a study.
public struct TaskRequest: Hashable, Sendable {
  /// What a task may use.
  public let resources: JobPlan.Resources
  /// How tasks call the program, as a shell reads it; nil for this program.
  public let program: String?
  /// Kubernetes: the image, of which cordon is a command.
  public let image: String?
  /// Kubernetes: the persistent volume claim that holds the study.
  public let claim: String?
  /// Kubernetes: where the pods see the volume.
  public let mount: String

  /// A request; one core and the scheduler's own limits, if nothing else is said.
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

  /// Whether anything is asked for beyond what holds if nothing is.
  public var isGiven: Bool {
    resources != JobPlan.Resources() || program != nil || image != nil || claim != nil
  }

  /// Refuses what does not fit an engine, all at once.
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
      if image == nil { faults.append("--image says which image has cordon") }
      if claim == nil { faults.append("--claim says which volume holds the study") }
    }
    guard faults.isEmpty else { throw RequestFault(faults.joined(separator: "; ")) }
  }

  /// Refuses what might end a line of a script, or hide what the script does, all at once.
  ///
  /// - Parameter folder: The study's folder, which stands in scripts too.
  /// - Throws: A ``RequestFault`` with a text for each that may be used.
  public func refuseDangers(andFolder folder: String) throws(RequestFault) {
    let texts = [
      ("the study's folder", folder), ("--partition", resources.partition),
      ("--account", resources.account), ("--program", program), ("--image", image),
      ("--claim", claim), ("--mount", mount),
    ]
    let faults = texts.compactMap { name, text -> String? in
      guard let text, let danger = text.danger else { return nil }
      return
        "\(name): there is \(danger.words) in \(text.escaped(for: .shell)), which cannot stand in a "
        + "script. Allowed: one line without control characters and bidirectional marks. Did you mean "
        + "\(text.withoutOddities.escaped(for: .shell))?"
    }
    guard faults.isEmpty else { throw RequestFault(faults.joined(separator: "\n")) }
  }
}
