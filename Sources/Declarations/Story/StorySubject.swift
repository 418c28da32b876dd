// SPDX-License-Identifier: GPL-3.0-or-later

/// The numbers by which an entity is known, in the order of ``StoryVocabulary/identifiers``.
public struct StoryIdentifiers: Hashable, Sendable {
  /// How many numbers an entity may have.
  public static let most = 4

  // One for each event that is recorded, so it is no array. `UInt64.max` stands for no number.
  private var values = SIMD4(repeating: UInt64.max)

  /// No number.
  public init() {}

  /// The number at an index, below ``most``; nil if the entity has none.
  @inlinable
  public subscript(index: Int) -> UInt64? {
    get { raw(index) == .max ? nil : raw(index) }
    set { set(index, newValue ?? .max) }
  }

  @usableFromInline func raw(_ index: Int) -> UInt64 { values[index] }
  @usableFromInline mutating func set(_ index: Int, _ value: UInt64) { values[index] = value }

  /// Whether `other` has every number that this has; what this has not, does not matter.
  public func match(_ other: StoryIdentifiers) -> Bool {
    (values .== UInt64.max .| (values .== other.values)) == SIMDMask(repeating: true)
  }
}

/// Whom or what an event concerns, by numbers that are the same under every policy.
public struct StorySubject: Hashable, Sendable {
  /// The kind of entity, as the model numbers them; 0 for what is no entity.
  public var thing: Int
  /// The area, an index of the scenario's areas; nil for what concerns the whole country.
  public var area: Int?
  /// The numbers by which the entity is known.
  public var identifiers: StoryIdentifiers

  /// Creates a subject; by default it is no entity, and concerns the whole country.
  public init(thing: Int = 0, area: Int? = nil, identifiers: StoryIdentifiers = .init()) {
    self.thing = thing
    self.area = area
    self.identifiers = identifiers
  }
}
