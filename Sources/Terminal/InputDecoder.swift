import Screen

/// Turns a terminal's bytes into events.
///
/// Pure: bytes and the time go in; events, and the time to give up on an unfinished sequence, come out.
/// ncurses' own reader passes on the rest of an unknown sequence as keys that were never
/// pressed; this one drops the whole sequence.
struct InputDecoder {
  /// How long a lone escape byte may still begin a sequence.
  let escapeDelay: Int
  /// The most bytes kept of a paste; the rest is read and dropped.
  let pasteLimit: Int
  let keys: KeyTable

  /// Bytes not decoded yet; the next event begins at `start`.
  private var bytes: [UInt8] = []
  private var start = 0
  private var events: [Event] = []
  private var delivered = 0
  private var paste: Paste?
  private var clicks = ClickCounter()
  private var lastFed = 0

  init(keys: KeyTable = KeyTable(), escapeDelay: Int = 25, pasteLimit: Int = 8 << 20) {
    self.keys = keys
    self.escapeDelay = escapeDelay
    self.pasteLimit = pasteLimit
  }

  mutating func feed(_ input: some Collection<UInt8>, at time: Int) {
    guard !input.isEmpty else { return }
    lastFed = time
    if paste?.isStalled == true, input.count == 1, let byte = input.first,
      byte == 0x1b || byte == 0x03
    {
      consumeAll()
      finishPaste()
    }
    bytes.append(contentsOf: input)
    decode(isFinal: false)
  }

  mutating func next() -> Event? {
    guard delivered < events.count else { return nil }
    defer {
      delivered += 1
      if delivered == events.count {
        events.removeAll(keepingCapacity: true)
        delivered = 0
      }
    }
    return events[delivered]
  }

  /// When to call `expire` if no more bytes arrive.
  var deadline: Int? {
    if let paste { return paste.isEmpty && paste.isStalled ? nil : lastFed + Paste.patience }
    guard start < bytes.count else { return nil }
    // Past two bytes it is certainly a sequence, and a slow line may pause anywhere in it.
    let isBegun = bytes.count - start > 2 || bytes[start] != 0x1b
    return lastFed + (isBegun ? max(escapeDelay, 150) : escapeDelay)
  }

  /// Gives up on an unfinished sequence once its time is up.
  mutating func expire(at time: Int) {
    guard let deadline, time >= deadline else { return }
    if paste != nil {
      // The end mark may be lost or late. Deliver what came; what follows still counts as pasted text, not
      // keys, until the mark comes or the user presses Escape or Ctrl-C.
      deliverPaste()
      paste?.isStalled = true
    } else {
      decode(isFinal: true)
    }
  }

  private mutating func consumeAll() {
    bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 16)
    start = 0
  }

  private mutating func decode(isFinal: Bool) {
    while start < bytes.count {
      if paste != nil {
        guard decodePaste() else { break }
        continue
      }
      let step = InputUnit.read(bytes[start...], keys: keys, isFinal: isFinal)
      guard case .found(let meaning, let length) = step else { break }
      start += length
      switch meaning {
      case .nothing: break
      case .key(let key): events.append(.key(key))
      case .mouse(let report):
        if let mouse = clicks.event(for: report, at: lastFed) { events.append(.mouse(mouse)) }
      case .pasteStart: paste = Paste()
      case .pasteEnd: break
      }
    }
    if start == bytes.count {
      consumeAll()
    } else {
      bytes.removeFirst(start)
      start = 0
    }
  }

  /// Moves bytes into the paste; true once the end mark is found.
  private mutating func decodePaste() -> Bool {
    let rest = bytes[start...]
    if let end = Paste.endMark(in: rest) {
      paste?.append(rest[..<end], limit: pasteLimit)
      start = end + Paste.mark.count
      finishPaste()
      return true
    }
    // The last bytes may begin the end mark.
    let safe = rest.endIndex - Paste.unfinishedMark(in: rest)
    paste?.append(rest[..<safe], limit: pasteLimit)
    start = safe
    return false
  }

  private mutating func deliverPaste() {
    guard let text = paste?.text, !text.isEmpty else { return }
    events.append(.paste(text))
    paste = Paste()
  }

  private mutating func finishPaste() {
    deliverPaste()
    paste = nil
  }
}
