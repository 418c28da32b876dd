// SPDX-License-Identifier: GPL-3.0-or-later

/// A picture with its caption, its legend and the tables behind it.
struct Figure: Sendable {
  /// A Vega specification among the resources.
  enum Chart: String, CaseIterable, Sendable {
    case differences
    case tradeOff = "trade-off"
    case fan
    case areas
    case states
    case stateDifferences = "state-differences"
    case observed
  }

  /// A policy in a legend.
  struct Key: Sendable {
    let policy: String
    /// Its place in the palette, from 1.
    let colour: Int
  }

  let id: String
  let chart: Chart
  let title: String
  /// What is to be seen, and which marks are intervals of a mean and which are bands of futures.
  let caption: HTML
  /// The picture in a sentence, for those who cannot see it.
  let description: String
  /// Values of the specification's signals, by name.
  var signals: [(name: String, value: String)] = []
  /// The policies in it; empty where one legend serves all pictures of a section.
  var legend: [Key] = []
  /// Inputs that set signals of the specification.
  var controls: HTML = ""
  let tables: [DataTable]
  /// Which inputs of grade D drive the picture.
  let evidence: HTML

  var html: HTML {
    let signals = signals.map { name, value -> HTML in " data-\(name)=\"\(value)\"" }
    return """
      <figure id="\(id)" data-chart="\(chart.rawValue)"\(signals)>
      <figcaption><h3>\(title)</h3><p>\(caption)</p></figcaption>
      <div class="drawing" hidden>
      \(legend.html)\(controls)<div class="plot" role="img" aria-label="\(description)"></div>
      </div>
      \(evidence)
      \(tables.map(\.html))
      </figure>

      """
  }
}

extension [Figure.Key] {
  /// The legend, whose buttons hide and show policies; empty where there is no policy, and not shown
  /// where there is nothing to choose.
  var html: HTML {
    guard !isEmpty else { return "" }
    let buttons = map { key -> HTML in
      """
      <button type="button" aria-pressed="true" data-policy="\(key.policy)" \
      data-colour="\(key.colour)"><i class="p\(key.colour)" aria-hidden="true">\
      \(Palette.glyph(key.colour))</i>\(key.policy)</button>
      """
    }
    return """
      <div class="legend" role="group" aria-label="Policies shown: press one to hide or show it"\
      \(HTML(verbatim: count == 1 ? " hidden" : ""))>\
      \(buttons)</div>

      """
  }
}

/// Colours that colour-blind people tell apart, each with a shape of its own.
///
/// Source: M. Okabe and K. Ito, "Color Universal Design" (2008), darkened where they stand on white;
/// the values are in `report.css`.
enum Palette {
  private static let glyphs = ["●", "■", "▲", "◆", "▼", "✚", "◀", "▶"]

  /// The place in the palette of a policy, from 1.
  static func colour(_ policy: Int) -> Int { policy % glyphs.count + 1 }

  /// The shape that goes with a colour.
  static func glyph(_ colour: Int) -> String { glyphs[colour - 1] }
}
