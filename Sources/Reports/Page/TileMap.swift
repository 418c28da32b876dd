// SPDX-License-Identifier: GPL-3.0-or-later

/// Where areas lie on a map of tiles: one for each, all of one size, so that a force is as large as its neighbour.
///
/// The file has the 43 forces of England and Wales. Positions resemble where they lie; neighbours on the ground need not
/// touch here.
enum TileMap {
  /// The tile of an area.
  struct Tile: Hashable, Sendable {
    /// A name that fits into the tile.
    let short: String
    /// The column, from 1 at the left.
    let column: Int
    /// The row, from 0 at the top.
    let row: Int
  }

  /// All tiles that are known, by the names of their areas.
  static let known: [String: Tile] = Dictionary(
    uniqueKeysWithValues: Resources.text(PackageResources.tiles_csv).split(separator: "\n")
      .dropFirst().map { line in
        let fields = line.split(separator: ",").map(String.init)
        guard fields.count == 4, let column = Int(fields[2]), let row = Int(fields[3]) else {
          preconditionFailure("tiles.csv: \(line)")
        }
        return (fields[0], Tile(short: fields[1], column: column, row: row))
      })

  /// The tiles of areas, in their order; nil if one of them has none.
  static func tiles(of areas: [String]) -> [Tile]? {
    let tiles = areas.compactMap { known[$0] }
    return tiles.count == areas.count ? tiles : nil
  }
}
