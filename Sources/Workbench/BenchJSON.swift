// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A value as JSON in one line; numbers that are none are left to the value, which has them as nil.
func benchJSON(_ value: some Encodable) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "more than any number", negativeInfinity: "less than any number",
    nan: "no number")
  guard let data = try? encoder.encode(value) else {
    preconditionFailure("a value of the workbench has no JSON")
  }
  return String(decoding: data, as: UTF8.self)
}
