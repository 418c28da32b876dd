// SPDX-License-Identifier: GPL-3.0-or-later

/// What the library checks of itself while a simulation runs, and what it says when a check fails.
///
/// The checks are on in debug builds and wherever the package is built with `-DCHECK_INVARIANTS`
/// (`swift build -c release -Xswiftc -DCHECK_INVARIANTS`). They cost nothing otherwise. A failure
/// stops the program and tells the context that the caller has supplied:
///
/// ```swift
/// Invariants.$context.withValue({ "seed 3, replication 17" }) {
///   model.run(until: 480)
/// }
/// ```
public enum Invariants {
  /// Says which run this is: scenario, seed, replication, whatever is needed to repeat it.
  @TaskLocal public static var context: (@Sendable () -> String)?

  /// Says which event is being handled; ``EventDriven/run(until:)`` sets it where checks are on.
  @TaskLocal public static var event: (@Sendable () -> String)?

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
    let about = [event.map { "event \($0())" }, context?()].compactMap { $0 }
    fatalError((["\(message), at time \(time)"] + about).joined(separator: "; "))
  }

  @usableFromInline
  static func require(_ condition: Bool, _ message: @autoclosure () -> String, at time: Double) {
    if !condition { fail(message(), at: time) }
  }
}
