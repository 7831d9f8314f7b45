/// Writes JSON on as few lines as the caller wants, one record per line.
///
/// A space follows every colon and comma, so that a word diff shows the field that changed. Commas are added
/// automatically; keys and values must come in a valid order.
public struct JSONWriter {
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  public init(reservingCapacity capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  public mutating func beginArray() { open(UInt8(ascii: "[")) }
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  /// Starts a new line before the next item, after the comma and without a space before the break.
  public mutating func startLine(indent: Int = 0) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    breakLine(indent: indent)
  }

  /// Starts a new line without a comma: before a closing bracket, at the very end, or after a record of JSON lines.
  public mutating func breakLine(indent: Int = 0) {
    bytes.append(0x0A)
    for _ in 0..<indent { bytes.append(0x20) }
    needsComma = false
  }

  /// A key known at compile time that needs no escapes.
  @inline(__always)
  public mutating func key(_ key: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    endKey()
  }

  public mutating func key(text: String) {
    separate()
    appendQuoted(text)
    endKey()
  }

  public mutating func string(_ value: String) {
    separate()
    appendQuoted(value)
    needsComma = true
  }

  public mutating func int(_ value: Int64) {
    separate()
    appendInteger(value)
    needsComma = true
  }

  public mutating func bool(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
    needsComma = true
  }

  public mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
    needsComma = true
  }

  /// An exact decimal by its text, which must be a JSON number.
  public mutating func number(text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  /// A binary fraction by its shortest exact text. It must be finite: JSON has no infinity.
  public mutating func double(_ value: Double) {
    precondition(value.isFinite, "JSON has no number for \(value)")
    number(text: value.description)
  }

  /// A value by its bytes, as returned by `JSONReader.rawValue()`.
  ///
  /// Line breaks in it, which can only be between tokens, are dropped with the indentation after them, so a record
  /// stays on its line.
  @inlinable
  public mutating func raw(_ value: some Collection<UInt8>) {
    if value.withContiguousStorageIfAvailable({ raw($0) }) == nil {
      Array(value).withUnsafeBufferPointer { raw($0) }
    }
  }

  @usableFromInline
  mutating func raw(_ value: UnsafeBufferPointer<UInt8>) {
    separate()
    var isAfterBreak = false
    for byte in value {
      if byte == 0x0A || byte == 0x0D {
        isAfterBreak = true
      } else if !isAfterBreak || (byte != 0x20 && byte != 0x09) {
        isAfterBreak = false
        bytes.append(byte)
      }
    }
    needsComma = true
  }

  /// Returns what was written and starts again without keeping anything.
  public mutating func take() -> [UInt8] {
    defer { self = JSONWriter() }
    return bytes
  }

  /// Clears what was written but keeps the memory for the next record.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  @inline(__always)
  private mutating func separate() {
    if needsComma {
      bytes.append(UInt8(ascii: ","))
      bytes.append(0x20)
    }
  }

  @inline(__always)
  private mutating func endKey() {
    bytes.append(UInt8(ascii: ":"))
    bytes.append(0x20)
    needsComma = false
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func appendQuoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    JSONEscape.append(text, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func appendInteger(_ value: Int64) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = value.magnitude
      var first = 20
      repeat {
        first -= 1
        digits.initializeElement(at: first, to: UInt8(truncatingIfNeeded: rest % 10) + 0x30)
        rest /= 10
      } while rest > 0
      if value < 0 {
        first -= 1
        digits.initializeElement(at: first, to: UInt8(ascii: "-"))
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[first...]))
    }
  }
}
