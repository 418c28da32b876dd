// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations

/// A rule of `expect` as it is written: `OUTCOME[(PATH=VALUE, ...)] <= OUTCOME[(...)]`, or a number.
struct WrittenRule {
  /// A part of the rule and where it begins.
  struct Piece {
    var text: String
    var location: Location

    /// The piece without the white space around it.
    var trimmed: Piece {
      let blanks = text.prefix { $0.isWhitespace }.count
      return Piece(text: text.trimmingSpaces, location: location.moved(by: blanks))
    }
  }

  /// A value that is set or changed.
  struct Alteration {
    var path: Piece
    var value: Piece
  }

  /// An outcome and what is altered for it.
  struct Term {
    var outcome: Piece
    var alterations: [Alteration]

    /// The alterations as written, with single spaces.
    var words: String {
      alterations.map { "\($0.path.text)=\($0.value.text)" }.joined(separator: ", ")
    }
  }

  var whole: Piece
  var left: Term
  var relation: Expectation.Relation
  var right: Term?
  /// The right side, if it is a number.
  var number: Double?

  static let form = "OUTCOME <= OUTCOME, each perhaps followed by (PATH=VALUE, ...), or a number"

  /// Reads a rule; returns nil and adds a fault if the item is none.
  init?(_ item: Item, faults: inout [Fault]) {
    guard case .text(let text, let isPlain) = item.content, !item.isNothing else {
      faults.append(item.location.error("a rule is a text, not \(item.words)", allowed: Self.form))
      return nil
    }
    whole =
      Piece(text: text, location: isPlain ? item.location : item.location.moved(by: 1)).trimmed
    guard let (relation, range) = Self.relation(in: whole.text) else {
      faults.append(
        whole.location.error(
          "there is no relation, or more than one, in `\(excerpt(of: whole.text))`",
          allowed: "one of \(Expectation.Relation.allCases.map(\.rawValue).joined(separator: " "))"
        ))
      return nil
    }
    self.relation = relation
    let sides = whole.split(at: range)
    guard let left = Self.term(sides.0.trimmed, faults: &faults) else { return nil }
    self.left = left
    let side = sides.1.trimmed
    number = Double(side.text)
    if number == nil {
      guard let right = Self.term(side, faults: &faults) else { return nil }
      self.right = right
    }
  }

  /// The only relation outside all brackets; nil if there is none, or more than one.
  private static func relation(
    in text: String
  ) -> (Expectation.Relation, Range<String.Index>)? {
    var found: (Expectation.Relation, Range<String.Index>)?
    var depth = 0
    var index = text.startIndex
    // Longer signs come first, so that `<=` is not taken for `<`.
    let relations = Expectation.Relation.allCases.sorted { $0.rawValue.count > $1.rawValue.count }
    while index < text.endIndex {
      if "([{".contains(text[index]) { depth += 1 }
      if ")]}".contains(text[index]) { depth -= 1 }
      guard depth == 0,
        let relation = relations.first(where: { text[index...].hasPrefix($0.rawValue) })
      else {
        index = text.index(after: index)
        continue
      }
      guard found == nil else { return nil }
      let end = text.index(index, offsetBy: relation.rawValue.count)
      found = (relation, index..<end)
      index = end
    }
    return found
  }

  private static func term(_ piece: Piece, faults: inout [Fault]) -> Term? {
    guard !piece.text.isEmpty else {
      faults.append(piece.location.error("a side of the rule is missing", allowed: form))
      return nil
    }
    guard let open = piece.text.firstIndex(of: "(") else {
      return Term(outcome: piece, alterations: [])
    }
    guard piece.text.last == ")" else {
      faults.append(
        piece.location.error("`\(excerpt(of: piece.text))` does not end with )", allowed: form))
      return nil
    }
    let (name, rest) = piece.split(at: open..<piece.text.index(after: open))
    let inner = Piece(text: String(rest.text.dropLast()), location: rest.location)
    var alterations: [Alteration] = []
    for part in inner.partsBetweenCommas.map(\.trimmed) {
      guard let equals = part.text.firstIndex(of: "=") else {
        faults.append(
          part.location.error(
            "`\(excerpt(of: part.text))` alters nothing",
            allowed: "PATH=VALUE, the value as in a file, or a change such as +10% or -1"))
        return nil
      }
      let (path, value) = part.split(at: equals..<part.text.index(after: equals))
      alterations.append(Alteration(path: path.trimmed, value: value.trimmed))
    }
    return Term(outcome: name.trimmed, alterations: alterations)
  }
}

extension WrittenRule.Piece {
  /// The texts before and after a range of the text.
  fileprivate func split(at range: Range<String.Index>) -> (Self, Self) {
    let before = text[..<range.lowerBound]
    let length = text.distance(from: text.startIndex, to: range.upperBound)
    return (
      Self(text: String(before), location: location),
      Self(text: String(text[range.upperBound...]), location: location.moved(by: length))
    )
  }

  /// The parts between commas that are outside all brackets.
  fileprivate var partsBetweenCommas: [Self] {
    var parts: [Self] = []
    var depth = 0
    var start = text.startIndex
    func part(to end: String.Index) -> Self {
      Self(
        text: String(text[start..<end]),
        location: location.moved(by: text.distance(from: text.startIndex, to: start)))
    }
    for index in text.indices {
      if "([{".contains(text[index]) { depth += 1 }
      if ")]}".contains(text[index]) { depth -= 1 }
      if text[index] == ",", depth == 0 {
        parts.append(part(to: index))
        start = text.index(after: index)
      }
    }
    return parts + [part(to: text.endIndex)]
  }
}

extension Location {
  /// The location so many characters further on in the line.
  ///
  /// All of an option has one location.
  fileprivate func moved(by characters: Int) -> Location {
    line > 0 ? Location(file: file, line: line, column: column + characters) : self
  }
}
