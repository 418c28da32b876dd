// SPDX-License-Identifier: GPL-3.0-or-later

/// Breaks texts as hands and machines break them: bytes, lines, and keys with their values.
///
/// The same seed gives the same mutations of the same text.
public struct Mutator: Sendable {
  private var random: SplitMix

  /// A mutator of its own for each seed.
  public init(seed: UInt64) { random = SplitMix(state: seed) }

  /// Changes the text in one way.
  public mutating func mutate(_ bytes: inout [UInt8]) {
    if Bool.random(using: &random) { mutateBytes(&bytes) } else { mutateLines(&bytes) }
  }

  private mutating func mutateBytes(_ bytes: inout [UInt8]) {
    let index = Int.random(in: 0...bytes.count, using: &random)
    let end = min(bytes.count, index + Int.random(in: 1...40, using: &random))
    switch Int.random(in: 0..<7, using: &random) {
    case 0: bytes.removeSubrange(index..<end)
    case 1: bytes.insert(contentsOf: bytes[index..<end], at: index)
    case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
    case 3 where index < bytes.count: bytes[index] ^= 1 << UInt8.random(in: 0...7, using: &random)
    case 4:
      let other = Int.random(in: 0...bytes.count, using: &random)
      bytes.insert(contentsOf: bytes[index..<end], at: other)
    case 5 where index > 0: bytes.removeSubrange(index...)
    default: bytes.insert(contentsOf: Self.any(of: Self.pieces, &random), at: index)
    }
  }

  private mutating func mutateLines(_ bytes: inout [UInt8]) {
    var lines = bytes.split(separator: Self.newline, omittingEmptySubsequences: false)
      .map(Array.init)
    let first = Int.random(in: lines.indices, using: &random)
    let other = Int.random(in: lines.indices, using: &random)
    let block = first..<min(lines.count, first + Int.random(in: 1...6, using: &random))
    switch Int.random(in: 0..<8, using: &random) {
    case 0: lines.removeSubrange(block)
    case 1: lines.insert(contentsOf: lines[block], at: first)
    case 2: lines.insert(contentsOf: lines[block], at: other)
    case 3: lines.swapAt(first, other)
    case 4: for line in block { lines[line].insert(contentsOf: Array("  ".utf8), at: 0) }
    case 5: for line in block { lines[line] = Array(lines[line].drop { $0 == Self.space }) }
    case 6: swapValues(&lines, first, other)
    default:
      if let start = Self.startOfValue(in: lines[first]) {
        lines[first].replaceSubrange(start..., with: Self.any(of: Self.values, &random))
      }
    }
    bytes = Array(lines.joined(separator: [Self.newline]))
  }

  private func swapValues(_ lines: inout [[UInt8]], _ first: Int, _ second: Int) {
    guard let one = Self.startOfValue(in: lines[first]),
      let two = Self.startOfValue(in: lines[second])
    else { return }
    let (left, right) = (lines[first][one...], lines[second][two...])
    lines[first] = Array(lines[first][..<one] + right)
    lines[second] = Array(lines[second][..<two] + left)
  }

  /// Behind the first colon and space, or the first comma, of a line.
  private static func startOfValue(in line: [UInt8]) -> Int? {
    for index in line.indices.dropLast() {
      if line[index] == UInt8(ascii: ","), !line[..<index].contains(UInt8(ascii: ":")) {
        return index + 1
      }
      if line[index] == UInt8(ascii: ":"), line[index + 1] == space { return index + 2 }
    }
    return nil
  }

  private static func any(of texts: [String], _ random: inout SplitMix) -> [UInt8] {
    Array((texts.randomElement(using: &random) ?? "").utf8)
  }

  private static let newline = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")

  /// Pieces that mean something in YAML, in CSV or in scenarios.
  public static let pieces = [
    ": ", "- ", "{", "}", "[", "]", "\n", "  ", "\t", "\"", "'", "|\n", ">\n", "#", "&a ", "*a",
    "!!int ", "? ", "---\n", "...\n", "%", "%YAML 1.1\n", "-", "\u{0}", "\u{FEFF}", "\u{2028}",
    "é", "e\u{301}", "👩‍👩‍👧", "\u{202E}", "\u{E001}", "{value: ", "extends: a.yaml\n", "<<: ", "@",
    "`", "\\x41", ",", "\r\n", ";", ", from: ", ", over: ", ", compliance: ", " to ", " within ",
    "preset: ", "file: ", "levers: {", "areas: {", "triggers:\n", "when: ", "then: ", "expect:\n",
    "(", ")", "<=", "==", "policy.levers.", "history.", "areas.*.", "outcomes.", "observed:\n",
  ]

  /// Values that are wrong nearly everywhere, or right in a way that nobody expects.
  public static let values = [
    "", "~", "null", "none", "derived", "yes", "No", "0", "-0", "-1", "1e308", "1e309", "1e-400",
    "9223372036854775807", "9223372036854775808", "18446744073709551616", ".inf", "-.inf", ".nan",
    "0x10", "010", "1:30", "1_000", "1,000", "0.1.2", "١٢", "５", "40%", "101%", "1e9999%",
    "14 days",
    "1 day", "14 dayz", "1e300 years", "0.0000001 seconds", "3 per month", "1 GBP", "1 person",
    "2014-02-30", "9999-12-31", "0001-01-01", "2017-05-01", "2016-13", "2014 to 2016", "10% to 5%",
    "{value: 1}", "{value: 40%, from: 2018-01-01, over: 1e9 days}", "{gamma: {mean: 0, sd: 0}}",
    "{lognormal: {median: 1e308 days, p95: 1e308 days}}", "{fixed: {value: 1 days}}", "[]", "{}",
    "[[]]", "{a: {b: {c: 1}}}", "\"\"", "' '", "*x", "&x 1", "!!str 1", "../../../etc/passwd", "/",
    ".", "a.yaml", "input.yaml", "convictions >= 1 within 90 days", "stings > -1 within 0 days",
    "convictions(history.acceptance=+1e9%) == ((convictions", "\u{2028}", "👩‍👩‍👧",
  ]
}
