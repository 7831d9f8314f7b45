/// What a screen can show.
public struct Capabilities: Hashable, Sendable {
  public enum Colors: Hashable, Sendable, CaseIterable {
    case none, sixteen, indexed256, rgb
  }

  public var colors: Colors
  /// False in the C locale: everything is drawn in ASCII.
  public var unicode: Bool

  public init(colors: Colors = .indexed256, unicode: Bool = true) {
    self.colors = colors
    self.unicode = unicode
  }
}

/// Shows frames and delivers events: a terminal, or memory in tests and `clout view`.
///
/// Only the waker may be used from other threads.
package protocol Display: AnyObject {
  var size: Size { get }
  var capabilities: Capabilities { get }

  /// Shows the canvas, and places or hides the hardware cursor accordingly.
  func present(_ canvas: Canvas)

  /// Makes the next `present` redraw every cell.
  func redraw()

  /// Waits for the next event, for ever if `milliseconds` is nil; returns nil on timeout.
  func nextEvent(timeout milliseconds: Int?) -> Event?

  /// Hands the terminal back to the shell until the user resumes; then `.resumed` arrives.
  func suspend()

  /// Makes a waiting `nextEvent` return `.wake`; may be called from any thread.
  var waker: Waker { get }
}

/// Wakes a display from any thread.
package struct Waker: Sendable {
  private let action: @Sendable () -> Void
  package init(_ action: @escaping @Sendable () -> Void) { self.action = action }
  package func wake() { action() }
}
