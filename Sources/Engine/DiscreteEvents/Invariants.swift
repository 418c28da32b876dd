// SPDX-License-Identifier: GPL-3.0-or-later

/// What the library checks of itself while a simulation runs, and what it says when a check fails.
///
/// The checks are on in debug builds and wherever the package is built with `-DCHECK_INVARIANTS`
/// (`swift build -c release -Xswiftc -DCHECK_INVARIANTS`). They cost nothing otherwise. A failure
/// stops the program and tells the context that the caller has supplied:
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
  public static func fail(_ message: String, at time: Double) -> Never {
    let about = [event.map { "event \($0.text())" }, context?.text()].compactMap { $0 }
    fatalError((["\(message), at time \(time)"] + about).joined(separator: "; "))
  }

  @usableFromInline
  static func require(_ condition: Bool, _ message: @autoclosure () -> String, at time: Double) {
    if !condition { fail(message(), at: time) }
  }
}
