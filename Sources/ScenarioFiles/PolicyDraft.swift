// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// A value of a lever with the date from which it holds; nil stands for the day on which policies part.
struct PlannedChange {
  var statement: Statement
  var evidence: Evidence
}

/// The values of levers in a mapping, in the order of the files.
struct LeverDraft {
  /// The indices of the levers, each once.
  private(set) var order: [Int] = []
  private var values: [Int: [PlannedChange]] = [:]

  /// The values of a lever.
  ///
  /// Setting them replaces earlier ones; nil removes the lever.
  subscript(lever: Int) -> [PlannedChange]? {
    get { values[lever] }
    set {
      switch (values[lever], newValue) {
      case (nil, _?): order.append(lever)
      case (_?, nil): order.removeAll { $0 == lever }
      case (nil, nil), (_?, _?): break
      }
      values[lever] = newValue
    }
  }

  /// Takes over the levers of another draft; they replace those that are here.
  mutating func replace(by other: LeverDraft) {
    for lever in other.order { self[lever] = other[lever] }
  }
}

/// Levers on top of what holds otherwise, or a whole policy instead of that.
struct Overlay {
  var levers = LeverDraft()
  /// Whether it began with a preset or a file: then levers that it does not name are as in history.
  var isWhole = false

  /// Puts another overlay on top; a whole policy replaces this one.
  mutating func replace(by other: Overlay) {
    if other.isWhole {
      self = other
    } else {
      levers.replace(by: other.levers)
    }
  }
}

/// A policy as files write it, before dates and names of areas are known.
struct PolicyDraft {
  /// What an area or a region does.
  struct Local {
    var name: String
    var location: Location
    var overlay: Overlay
  }

  /// A trigger: what happens when a condition holds.
  struct Reaction {
    var location: Location
    var trigger: Trigger
    var overlay: Overlay
  }

  var name: String?
  var overlay = Overlay()
  /// What areas and regions do, in the order of the files, each name once.
  var locals: [Local] = []
  var reactions: [Reaction] = []

  /// The indices of all levers that the policy names anywhere.
  var levers: Set<Int> {
    let overlays = [overlay] + locals.map(\.overlay) + reactions.map(\.overlay)
    return Set(overlays.flatMap(\.levers.order))
  }

  /// Adds what an area or a region does, on top of what it does already.
  mutating func set(_ local: Local) {
    if let index = locals.firstIndex(where: { $0.name == local.name }) {
      locals[index].location = local.location
      locals[index].overlay.replace(by: local.overlay)
    } else {
      locals.append(local)
    }
  }
}
