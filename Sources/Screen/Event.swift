/// Input from outside: keys, mouse, paste, window size and signals.
public enum Event: Hashable, Sendable {
  case key(Key)
  case mouse(Mouse)
  /// Text from a bracketed paste; never interpreted as keys.
  case paste(String)
  case resize(Size)
  /// The program continues after a suspension; everything must be redrawn.
  case resumed
  /// SIGTERM or SIGINT: save the journal, restore the terminal and quit.
  case terminate
  /// The terminal is gone (SIGHUP, end of input): save the journal and quit without drawing.
  case hangup
  /// Another thread used a `Waker`.
  case wake
}

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
    /// Only for keys other than characters: `shift-tab`, `shift-up`.
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
