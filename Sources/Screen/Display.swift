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

/// A place where frames are shown and events come from: a terminal, or memory in tests and `clout view`.
///
/// Everything but the waker is used from one thread.
public protocol Display: AnyObject {
  var size: Size { get }
  var capabilities: Capabilities { get }

  /// Shows the canvas and places (or hides) the hardware cursor as the canvas says.
  func present(_ canvas: Canvas)

  /// Makes the next `present` draw every cell, whatever the screen may show now.
  func redraw()

  /// Waits for the next event. `nil` milliseconds waits for ever; returns nil when the time is up.
  func nextEvent(timeout milliseconds: Int?) -> Event?

  /// Gives the terminal back to the shell until the user resumes; afterwards `.resumed` is an event.
  func suspend()

  /// Makes a waiting `nextEvent` return `.wake`; may be called from any thread.
  var waker: Waker { get }
}

/// Wakes a display from any thread.
public struct Waker: Sendable {
  private let action: @Sendable () -> Void
  public init(_ action: @escaping @Sendable () -> Void) { self.action = action }
  public func wake() { action() }
}
