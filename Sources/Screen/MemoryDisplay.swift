import Synchronization

/// A display without a terminal, for tests and `clout view`: events come from a script, frames are kept.
package final class MemoryDisplay: Display {
  package private(set) var size: Size
  package let capabilities: Capabilities
  /// Every canvas shown, as it was drawn.
  package private(set) var frames: [Canvas] = []
  package private(set) var suspensions = 0
  /// Called for an event when the script has ended and the wait has no limit; a test or `clout view`
  /// can wait for background work here. By default it returns `.hangup`, as a closed terminal does.
  package var atEnd: () -> Event? = { .hangup }
  /// Whether to keep all frames or just the last.
  package var keepsFrames = true

  private var events: ArraySlice<Event>
  private let wakes = Wakes()

  package init(size: Size, capabilities: Capabilities = Capabilities(), events: [Event] = []) {
    self.size = size
    self.capabilities = capabilities
    self.events = events[...]
  }

  /// A display with a script of keys; see `KeyScript`.
  package convenience init(
    size: Size, capabilities: Capabilities = Capabilities(), keys: String
  ) throws(KeyScriptError) {
    let events = try KeyScript.keys(keys).map(Event.key)
    self.init(size: size, capabilities: capabilities, events: events)
  }

  /// Appends events to the script.
  package func send(_ events: [Event]) { self.events += events }

  package func present(_ canvas: Canvas) {
    if !keepsFrames { frames.removeAll(keepingCapacity: true) }
    frames.append(canvas)
  }

  /// A wake comes first, then the script. Never really waits.
  package func nextEvent(timeout milliseconds: Int?) -> Event? {
    if wakes.take() { return .wake }
    guard let event = events.popFirst() else { return milliseconds == nil ? atEnd() : nil }
    if case .resize(let size) = event { self.size = size }
    return event
  }

  package func redraw() {}

  package func suspend() {
    suspensions += 1
    events = [.resumed] + events
  }

  package var waker: Waker {
    let wakes = wakes
    return Waker { wakes.add() }
  }
}

extension MemoryDisplay {
  /// The last frame as a display with these capabilities shows it; empty before the first.
  package var screen: Canvas { (frames.last ?? Canvas(size)).fitted(to: capabilities) }
  package var text: String { screen.text }
  package var styledText: String { screen.styledText }
  package var ansi: String { screen.ansi(capabilities) }
}

/// A wake-up flag shared with other threads.
private final class Wakes: Sendable {
  private let isSet = Atomic(false)

  func add() { isSet.store(true, ordering: .releasing) }
  func take() -> Bool { isSet.exchange(false, ordering: .acquiringAndReleasing) }
}
