/// What reaches the program from outside: keys, mouse, paste, window and signals.
public enum Event: Hashable, Sendable {
  case key(Key)
  case mouse(Mouse)
  /// Text from a bracketed paste; never interpreted as keys.
  case paste(String)
  case resize(Size)
  /// The program runs again after a suspension; everything must be drawn anew.
  case resumed
  /// SIGTERM or SIGINT: save the journal, restore the terminal, leave.
  case terminate
  /// The terminal is gone (SIGHUP, end of input): save the journal and leave without drawing.
  case hangup
  /// Another thread asked for attention through a `Waker`.
  case wake
}

/// A key press.
public struct Key: Hashable, Sendable {
  public enum Code: Hashable, Sendable {
    case character(Character)
    case enter, tab, escape, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
  }

  public struct Modifiers: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let control = Modifiers(rawValue: 1)
    public static let alt = Modifiers(rawValue: 2)
    /// Only with keys that are no characters: `shift-tab`, `shift-up`.
    public static let shift = Modifiers(rawValue: 4)
  }

  public var code: Code
  public var modifiers: Modifiers

  public init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }
}

/// A mouse event at a cell.
public struct Mouse: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    case press, release, doubleClick, wheelUp, wheelDown
  }

  public var action: Action
  public var position: Point

  public init(_ action: Action, at position: Point) {
    self.action = action
    self.position = position
  }
}
