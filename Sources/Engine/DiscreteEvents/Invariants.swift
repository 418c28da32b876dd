// SPDX-License-Identifier: GPL-3.0-or-later

/// What the library checks of itself while a simulation runs, and what it says when a check fails.
///
/// What a caller does wrong is told in every build, at the cost of a comparison. What the library would
/// do wrong itself is looked for in debug builds and wherever the package is built with
/// `-DCHECK_INVARIANTS` (`swift build -c release -Xswiftc -DCHECK_INVARIANTS`), and costs nothing otherwise. A
/// failure stops the program and tells the context that the caller has supplied:
///
/// ```swift
/// Invariants.$context.withValue(.init("seed 3, replication 17")) {
///   model.run(until: 480)
/// }
/// ```
public enum Invariants {
  /// A text that is made only when somebody reads it.
  ///
  /// A type of its own, because Swift 6.3 in release crashes on a task-local closure.
  public struct Label: Sendable {
    let text: @Sendable () -> String

    /// A label whose text is evaluated when it is read.
    public init(_ text: @autoclosure @escaping @Sendable () -> String) {
      self.text = text
    }
  }

  /// Says which run this is: scenario, seed, replication, whatever is needed to repeat it.
  @TaskLocal public static var context: Label?

  /// Says which event is being handled; ``EventDriven/run(until:)`` sets it where checks are on.
  @TaskLocal public static var event: Label?

  /// Whether this build checks.
  public static var areChecked: Bool {
    #if DEBUG || CHECK_INVARIANTS
    true
    #else
    false
    #endif
  }

  /// Stops the program with the message, the time, the event and the context.
  @inline(never)
  public static func fail(_ message: String, at time: Double? = nil) -> Never {
    let about = [event.map { "event \($0.text())" }, context?.text()].compactMap { $0 }
    let when = time.map { ", at time \($0)" } ?? ""
    fatalError((["\(message)\(when)"] + about).joined(separator: "; "))
  }

  /// Stops the program with the sentence, in every build, unless the caller has kept to the rule.
  ///
  /// `precondition` keeps its sentence to itself in release, where most simulations run.
  @inlinable
  @inline(__always)
  static func refuse(
    unless holds: Bool, _ sentence: @autoclosure () -> String, at time: Double? = nil
  ) {
    if !holds { fail(sentence(), at: time) }
  }

  /// Refuses a time that is no number or lies before the last one that was told.
  @usableFromInline
  @inline(never)
  static func fail(atTime time: Double, after last: Double, of whom: StaticString) -> Never {
    fail("\(whom) is told of time \(time) after \(last)", at: last)
  }

  @usableFromInline
  static func require(_ condition: Bool, _ message: @autoclosure () -> String, at time: Double) {
    if !condition { fail(message(), at: time) }
  }
}
