import CExpat
import LibC
import Packed

/// Gets the elements and texts of a document.
class XMLHandler {
  typealias Attributes = UnsafeMutablePointer<UnsafePointer<CChar>?>?

  /// Names come without their prefix.
  func start(_ name: UnsafePointer<CChar>, _ attributes: Attributes) {}
  func end(_ name: UnsafePointer<CChar>) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  /// The value of an attribute; nil if there is none.
  static func value(_ name: StaticString, _ attributes: Attributes) -> UnsafePointer<CChar>? {
    guard var place = attributes else { return nil }
    while let key = place.pointee {
      if strcmp(XMLHandler.local(key), name.utf8Start) == 0 { return place[1] }
      place += 2
    }
    return nil
  }

  static func text(_ name: StaticString, _ attributes: Attributes) -> String? {
    value(name, attributes).map { String(cString: $0) }
  }

  /// Whether a flag is set.
  static func flag(_ name: StaticString, _ attributes: Attributes) -> Bool {
    guard let value = value(name, attributes) else { return false }
    return value.pointee == 0x31 || value.pointee == 0x74  // 1, true
  }

  /// The name behind the prefix: `x:row` is a row.
  static func local(_ name: UnsafePointer<CChar>) -> UnsafePointer<CChar> {
    guard let colon = strchr(name, 0x3A) else { return name }
    return UnsafePointer(colon) + 1
  }

  static func equal(_ name: UnsafePointer<CChar>, _ other: StaticString) -> Bool {
    strcmp(name, other.utf8Start) == 0
  }
}

/// Reads XML piece by piece with expat. A document type is refused, since entities that contain entities are the way to
/// make a small file endless; so are deep nesting and tags of megabytes.
final class XMLStream {
  private let source: any ByteStream
  private let part: String
  fileprivate let handler: XMLHandler
  fileprivate let parser: XML_Parser
  fileprivate var depth = 0
  fileprivate var refused: String?
  /// Bytes since the parser last reported something.
  fileprivate var silent = 0
  private(set) var isAtEnd = false

  static let deepest = 100
  private static let piece = 64 << 10
  private static let longestTag = 8 << 20

  init(_ source: any ByteStream, part: String, _ handler: XMLHandler) {
    self.source = source
    self.part = part
    self.handler = handler
    parser = XML_ParserCreate(nil)
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { user, name, attributes in
        let stream = XMLStream.of(user)
        stream.silent = 0
        stream.depth += 1
        if stream.depth > XMLStream.deepest { return stream.refuse("its XML is nested too deeply") }
        if let name { stream.handler.start(XMLHandler.local(name), attributes) }
      },
      { user, name in
        let stream = XMLStream.of(user)
        stream.silent = 0
        stream.depth -= 1
        if let name { stream.handler.end(XMLHandler.local(name)) }
      })
    XML_SetCharacterDataHandler(parser) { user, text, count in
      let stream = XMLStream.of(user)
      stream.silent = 0
      guard let text else { return }
      text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
        stream.handler.text(UnsafeBufferPointer(start: $0, count: Int(count)))
      }
    }
    XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
      XMLStream.of(user).refuse("its XML has a document type, which could define entities")
    }
  }

  deinit { XML_ParserFree(parser) }

  private static func of(_ user: UnsafeMutableRawPointer?) -> XMLStream {
    Unmanaged<XMLStream>.fromOpaque(user!).takeUnretainedValue()
  }

  fileprivate func refuse(_ reason: String) {
    if refused == nil { refused = reason }
    XML_StopParser(parser, XML_Bool(0))
  }

  /// Reads the next piece; false at the end.
  func advance() throws -> Bool {
    if isAtEnd { return false }
    guard let buffer = XML_GetBuffer(parser, Int32(Self.piece)) else {
      throw SheetError.tooLarge("the workbook needs more memory than there is")
    }
    let count = try source.read(
      into: UnsafeMutableRawBufferPointer(start: buffer, count: Self.piece))
    silent += count
    if count == 0 { isAtEnd = true }
    let status = XML_ParseBuffer(parser, Int32(count), count == 0 ? 1 : 0)
    if let refused { throw SheetError.hostile(refused) }
    guard status == XML_STATUS_OK else {
      let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "?"
      throw SheetError.damaged("\(part), line \(XML_GetCurrentLineNumber(parser)): \(reason)")
    }
    if silent > Self.longestTag { throw SheetError.hostile("its XML has a tag of megabytes") }
    return count > 0
  }

  /// Reads everything.
  static func readAll(_ source: any ByteStream, part: String, _ handler: XMLHandler) throws {
    let stream = XMLStream(source, part: part, handler)
    while try stream.advance() {}
  }
}
