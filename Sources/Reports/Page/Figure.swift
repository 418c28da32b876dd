// SPDX-License-Identifier: GPL-3.0-or-later

/// A picture with its caption, its legend and the tables behind it.
struct Figure: Sendable {
  /// A Vega specification; a section declares it beside the figure that it draws.
  struct Chart: Hashable, Sendable {
    /// The name by which a figure finds it on the page; it is that of its file.
    let name: String
    /// The specification, as JSON.
    let specification: [UInt8]

    /// A specification among the resources.
    init(_ name: String, _ specification: [UInt8]) {
      self.name = name
      self.specification = specification
    }
  }

  /// A policy in a legend.
  struct Key: Sendable {
    let policy: String
    /// The mark that distinguishes it.
    let mark: Palette.Mark
  }

  let id: String
  let chart: Chart
  let title: String
  /// What the picture shows, and which marks are intervals of a mean and which are bands of futures.
  let caption: HTML
  /// The picture in a sentence, for people who cannot see it.
  let description: String
  /// Values of the specification's signals, by name.
  var signals: [(name: String, value: String)] = []
  /// The policies in it; empty if one legend serves all pictures of a section.
  var legend: [Key] = []
  /// Inputs that set signals of the specification.
  var controls: HTML = ""
  let tables: [DataTable]
  /// Which inputs of grade D drive the picture.
  let evidence: HTML

  var html: HTML {
    let signals = signals.map { name, value -> HTML in " data-\(name)=\"\(value)\"" }
    return """
      <figure id="\(id)" data-chart="\(chart.name)"\(signals)>
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
  /// The legend, with buttons that hide and show policies; empty without policies, and hidden with a single one.
  var html: HTML {
    guard !isEmpty else { return "" }
    let buttons = map { key -> HTML in
      """
      <button type="button" aria-pressed="true" data-policy="\(key.policy)" \
      data-colour="\(key.mark.colour)" data-shape="\(key.mark.shape)" data-dash="\(key.mark.dash)">\
      <i class="p\(key.mark.colour) d\(key.mark.dash)" aria-hidden="true">\
      \(key.mark.glyph)</i>\(key.policy)</button>
      """
    }
    let repeated: HTML =
      count <= Palette.marks
      ? ""
      : """
      <p class="note">There are \(count) policies and \(Palette.marks) marks: policies \(Palette.marks) \
      rows apart look alike in pictures; the tables name them.</p>

      """
    return """
      <div class="legend" role="group" aria-label="Policies shown: press one to hide or show it"\
      \(HTML(verbatim: count == 1 ? " hidden" : ""))>\
      \(buttons)</div>
      \(repeated)
      """
  }
}

/// The marks of policies: colours that colour-blind people can distinguish, each with a shape.
///
/// A colour that comes again has another shape and another kind of line, so no two marks are the same.
///
/// Source: M. Okabe and K. Ito, "Color Universal Design" (2008), darkened on white; the values are in
/// `report.css`, shapes and lines in `figures.js`.
enum Palette {
  /// The mark of a policy.
  struct Mark: Hashable, Sendable {
    /// The number of the colour, from 1.
    let colour: Int
    /// The number of the shape, from 1.
    let shape: Int
    /// The kind of line, from 0, which is solid.
    let dash: Int

    /// The mark of a policy by its index in the plan, from 0.
    init(ofPolicy policy: Int) {
      let (round, index) = policy.quotientAndRemainder(dividingBy: glyphs.count)
      colour = index + 1
      shape = (index + round) % glyphs.count + 1
      dash = round % dashes
    }

    /// The shape as a character.
    var glyph: String { glyphs[shape - 1] }
  }

  /// How many marks there are.
  static var marks: Int { glyphs.count * glyphs.count }

  private static let glyphs = ["●", "■", "▲", "◆", "▼", "✚", "◀", "▶"]
  private static let dashes = 4
}
