import Synchronization

/// A display without a terminal: events come from a script, frames are kept. For tests and `clout view`.
public final class MemoryDisplay: Display {
  public private(set) var size: Size
  public let capabilities: Capabilities
  /// Every canvas shown, as it was drawn.
  public private(set) var frames: [Canvas] = []
  /// How often the display was suspended.
  public private(set) var suspensions = 0
  /// Asked for an event when the script is at its end and nobody limits the wait; a test or `clout view`
  /// can wait for work in the background here. At first it answers `.hangup`, as a closed terminal does.
  public var atEnd: () -> Event? = { .hangup }
  /// Whether all frames are kept, or the last one only.
  public var keepsFrames = true

  private var events: ArraySlice<Event>
  private let wakes = Wakes()

  public init(size: Size, capabilities: Capabilities = Capabilities(), events: [Event] = []) {
    self.size = size
    self.capabilities = capabilities
    self.events = events[...]
  }

  /// A display with a script of keys; see `KeyScript`.
  public convenience init(
    size: Size, capabilities: Capabilities = Capabilities(), keys: String
  ) throws(KeyScriptError) {
    let events = try KeyScript.keys(keys).map(Event.key)
    self.init(size: size, capabilities: capabilities, events: events)
  }

  /// Appends events to the script.
  public func send(_ events: [Event]) { self.events += events }

  public func present(_ canvas: Canvas) {
    if !keepsFrames { frames.removeAll(keepingCapacity: true) }
    frames.append(canvas)
  }

  /// A wake comes first, then the script. Time is up at once.
  public func nextEvent(timeout milliseconds: Int?) -> Event? {
    if wakes.take() { return .wake }
    guard let event = events.popFirst() else { return milliseconds == nil ? atEnd() : nil }
    if case .resize(let size) = event { self.size = size }
    return event
  }

  public func redraw() {}

  public func suspend() {
    suspensions += 1
    events = [.resumed] + events
  }

  public var waker: Waker {
    let wakes = wakes
    return Waker { wakes.add() }
  }
}

extension MemoryDisplay {
  /// The last frame as a display of the capabilities shows it; empty before the first.
  public var screen: Canvas { (frames.last ?? Canvas(size)).fitted(to: capabilities) }
  public var text: String { screen.text }
  public var styledText: String { screen.styledText }
  public var ansi: String { screen.ansi(capabilities) }
}

/// Whether somebody asked for attention; shared with other threads.
private final class Wakes: Sendable {
  private let isSet = Atomic(false)

  func add() { isSet.store(true, ordering: .releasing) }
  func take() -> Bool { isSet.exchange(false, ordering: .acquiringAndReleasing) }
}
