// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// A value of a lever with the date from which it holds; nil is the day on which policies part.
struct PlannedChange {
  var statement: Statement
  var evidence: Evidence
}

/// What a mapping of levers says: of each lever its values, in the order of the files.
struct LeverDraft {
  /// The numbers of the levers, each once.
  private(set) var order: [Int] = []
  private var values: [Int: [PlannedChange]] = [:]

  /// The values of a lever; setting them replaces those of before, nil leaves the lever out.
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

  /// Takes over what another draft says; of each lever that it names nothing of before is left.
  mutating func replace(by other: LeverDraft) {
    for lever in other.order { self[lever] = other[lever] }
  }
}

/// Levers on top of whatever holds otherwise, or a whole policy instead of it.
struct Overlay {
  var levers = LeverDraft()
  /// Whether a lever that it does not name is as in history: it began with a preset or a file.
  var isWhole = false

  /// Puts another one on top; a whole policy leaves nothing of this one.
  mutating func replace(by other: Overlay) {
    if other.isWhole {
      self = other
    } else {
      levers.replace(by: other.levers)
    }
  }
}

/// A policy as files say it, before dates and names of areas are known.
struct PolicyDraft {
  /// What is said of an area or a region.
  struct Local {
    var name: String
    var location: Location
    var overlay: Overlay
  }

  /// What is to happen when something happens.
  struct Reaction {
    var location: Location
    var trigger: Trigger
    var overlay: Overlay
  }

  var name: String?
  var overlay = Overlay()
  /// In the order of the files, each name once.
  var locals: [Local] = []
  var reactions: [Reaction] = []

  /// The numbers of all levers that are named anywhere.
  var levers: Set<Int> {
    let overlays = [overlay] + locals.map(\.overlay) + reactions.map(\.overlay)
    return Set(overlays.flatMap(\.levers.order))
  }

  /// Sets what is said of an area or a region, on top of what has been said of it.
  mutating func set(_ local: Local) {
    if let index = locals.firstIndex(where: { $0.name == local.name }) {
      locals[index].location = local.location
      locals[index].overlay.replace(by: local.overlay)
    } else {
      locals.append(local)
    }
  }
}
