// SPDX-License-Identifier: GPL-3.0-or-later

import Yams

/// Reads YAML into items with locations, with Yams' composer.
///
/// It takes no scalar for a number, a date or a boolean: YAML 1.1 would turn `1:30` into 90, `010` into 8 and
/// `no` into a boolean behind the author's back.
enum YAMLReader {
  /// How deep mappings and lists may be nested.
  static let depthLimit = 24
  /// How many entries a mapping or a list may have.
  ///
  /// It is more than any study needs, and few enough to compare all pairs.
  static let widthLimit = 10_000
  /// How many repeated keys of one file are reported.
  static let repetitionLimit = 12

  /// Reads the root of the only document in the text; returns nil and adds a fault if there is none.
  ///
  /// Every item has its location in the file. In an option, whose line is 0, all items have the same location.
  static func item(in text: String, at location: Location, faults: inout [Fault]) -> Item? {
    // By scalars: an asterisk with an accent is another character, but in YAML it is still an asterisk.
    var scalars = text.unicodeScalars.map { $0 == "*" ? YAMLText.asterisk : $0 }
    let end = Location(ofEndOf: scalars, in: location.file)
    // The composer keeps a pointer into the text, and short strings have no storage to point to.
    scalars.append(contentsOf: "\n\n# end of the text\n".unicodeScalars)
    // The composer stops at the first key that comes twice and says where its first occurrence is. A mark
    // makes that one another key, so that the rest of the file is read as well.
    var letters: [Unicode.Scalar: Unicode.Scalar] = [:]
    var repeated: [Fault] = []
    for number in 0...repetitionLimit {
      var string = ""
      string.unicodeScalars.append(contentsOf: scalars)
      do {
        let parser = try Parser(yaml: string, resolver: .basic, encoding: .utf8)
        guard let root = try parser.singleRoot() else {
          faults.append(location.error("there is nothing here", allowed: "keys with their values"))
          return nil
        }
        // The parser owns the anchors, and nodes refer to them weakly.
        return withExtendedLifetime(parser) {
          var converter = Converter(location: location, letters: letters, faults: faults)
          let item = converter.item(of: root, depth: 0)
          faults = converter.faults
          return item
        }
      } catch YamlError.duplicatedKeysInMapping(_, let context) {
        guard let index = firstLetter(ofKeyAt: context.mark, in: scalars) else {
          faults.append(at(context.mark, location).error("a key comes twice in this mapping"))
          return nil
        }
        letters[YAMLText.repeated(number)] = scalars[index]
        repeated.append(at(context.mark, location).error("this key comes again in its mapping"))
        scalars[index] = YAMLText.repeated(number)
      } catch {
        var fault = fault(of: error, location)
        // The composer may have gone on into the appended text.
        if fault.line > end.line { (fault.line, fault.column) = (end.line, end.column) }
        faults.append(fault)
        return nil
      }
    }
    faults += repeated
    faults.append(location.error("more than \(repetitionLimit) keys come twice"))
    return nil
  }

  /// The index of the first letter of the key at the mark; nil if the key has no letter.
  private static func firstLetter(
    ofKeyAt mark: Mark, in scalars: [Unicode.Scalar]
  ) -> Int? {
    var line = 1
    var start = scalars.startIndex
    while line < mark.line, let end = scalars[start...].firstIndex(of: "\n") {
      (line, start) = (line + 1, end + 1)
    }
    var index = start + mark.column - 1
    guard index + 1 < scalars.endIndex else { return nil }
    if scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
    let isLetter = scalars[index].properties.isAlphabetic || ("0"..."9").contains(scalars[index])
    return isLetter ? index : nil
  }

  static func at(_ mark: Mark?, _ location: Location) -> Location {
    guard location.line > 0, let mark else { return location }
    return Location(file: location.file, line: mark.line, column: mark.column)
  }

  private static func fault(of error: any Error, _ location: Location) -> Fault {
    switch error {
    case YamlError.scanner(_, _, let mark, let text) where isTab(mark, in: text):
      at(mark, location).error("this is not YAML: a tab indents this line", allowed: "spaces")
    case YamlError.parser(_, let problem, let mark, _) where problem.contains("nesting level"):
      // The parser has its own limit, so that it does not run out of stack.
      at(mark, location).error("this is nested too deeply", allowed: "\(depthLimit) levels")
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _),
      YamlError.composer(let context, let problem, let mark, _):
      at(mark, location).error("this is not YAML: \(words(problem, context))")
    case YamlError.reader(let problem, _, _, _):
      location.error("this is not YAML: \(problem)")
    default:
      location.error("this is not YAML: it is nested too deeply or cannot be read")
    }
  }

  /// Whether a tab stands at the mark.
  private static func isTab(_ mark: Mark, in text: String) -> Bool {
    let lines = text.split(
      maxSplits: mark.line, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard mark.line <= lines.count else { return false }
    return lines[mark.line - 1].dropFirst(mark.column - 1).first == "\t"
  }

  /// The composer's problem, and what it was reading: the mistake is often there.
  private static func words(_ problem: String, _ context: YamlError.Context?) -> String {
    guard let context else { return problem }
    if problem.hasPrefix("but ") { return "\(context.text) \(problem)" }
    return "\(problem) \(context.text) from line \(context.mark.line) on"
  }
}

/// Turns composed nodes into items and refuses what scenarios do not need.
private struct Converter {
  let location: Location
  /// The letters that stand-ins replace in keys that come twice.
  let letters: [Unicode.Scalar: Unicode.Scalar]
  var faults: [Fault]

  mutating func item(of node: Node, depth: Int) -> Item? {
    let location = YAMLReader.at(node.mark, self.location)
    guard depth <= YAMLReader.depthLimit else {
      faults.append(
        location.error(
          "this is nested too deeply", allowed: "at most \(YAMLReader.depthLimit) levels"))
      return nil
    }
    guard node.anchor == nil else {
      faults.append(
        location.error(
          "anchors (&) and aliases (*) are not allowed",
          allowed: "`extends`, and values in full"))
      return nil
    }
    let width = node.sequence?.count ?? node.mapping?.count ?? 0
    guard width <= YAMLReader.widthLimit else {
      faults.append(
        location.error(
          "there are \(width) entries here", allowed: "at most \(YAMLReader.widthLimit)"))
      return nil
    }
    switch node {
    case .scalar(let scalar): return text(of: scalar, location)
    case .sequence(let sequence):
      guard hasNoTag(sequence.tag, but: .seq, location) else { return nil }
      return Item(
        location: location, content: .list(sequence.compactMap { item(of: $0, depth: depth + 1) }))
    case .mapping(let mapping):
      guard hasNoTag(mapping.tag, but: .map, location) else { return nil }
      return Item(location: location, content: .map(entries(of: mapping, depth: depth)))
    case .alias: return nil
    }
  }

  private mutating func text(of scalar: Node.Scalar, _ location: Location) -> Item? {
    let isPlain = scalar.style == .plain
    guard hasNoTag(scalar.tag, but: .str, location) else { return nil }
    if isPlain, scalar.string.unicodeScalars.first == YAMLText.asterisk {
      faults.append(
        location.error(
          "anchors (&) and aliases (*) are not allowed",
          allowed: "`extends`, and values in full"))
      return nil
    }
    var text = ""
    text.unicodeScalars.append(
      contentsOf: scalar.string.unicodeScalars.lazy.map { $0 == YAMLText.asterisk ? "*" : $0 })
    if let first = text.unicodeScalars.first, let letter = letters[first] {
      text.unicodeScalars.removeFirst()
      text.unicodeScalars.insert(letter, at: text.startIndex)
    }
    return Item(location: location, content: .text(text, isPlain: isPlain))
  }

  private mutating func entries(of mapping: Node.Mapping, depth: Int) -> [Entry] {
    var entries: [Entry] = []
    var locations: [String: Location] = [:]
    for (keyNode, valueNode) in mapping {
      guard let keyItem = item(of: keyNode, depth: depth + 1) else { continue }
      guard let key = keyItem.text else {
        faults.append(
          keyItem.location.error("a key must be a word, not \(keyItem.words)", allowed: "words"))
        continue
      }
      if let first = locations[key] {
        let line = first.line > 0 ? ", first in line \(first.line)" : ""
        faults.append(
          keyItem.location.error("`\(excerpt(of: key))` comes twice in this mapping\(line)"))
        continue
      }
      locations[key] = keyItem.location
      guard let value = item(of: valueNode, depth: depth + 1) else { continue }
      entries.append(Entry(key: key, location: keyItem.location, value: value))
    }
    return entries
  }

  /// Refuses tags, which would change what a value is.
  ///
  /// The tag that the value has anyway is allowed.
  private mutating func hasNoTag(_ tag: Tag, but own: Tag.Name, _ location: Location) -> Bool {
    if tag.rawValue == Tag.Name.implicit.rawValue || tag.rawValue == own.rawValue { return true }
    faults.append(location.error("tags (\(excerpt(of: tag.rawValue))) are not allowed"))
    return false
  }
}
