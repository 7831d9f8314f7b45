import JSON

/// A document of a session as its records and their members, each with the bytes it has in the file.
struct RawDocument {
  struct Member: Equatable {
    let name: String
    let json: [UInt8]
  }

  struct Record: Equatable {
    var members: [Member]

    subscript(_ name: String) -> [UInt8]? { members.first { $0.name == name }?.json }

    var number: Int? { self["id"].flatMap { Int(String(decoding: $0, as: UTF8.self)) } }

    func text(_ name: String) -> String? {
      guard let json = self[name] else { return nil }
      return try? JSONReader.read(json) { reader throws(JSONError) in try reader.readString() }
    }

    /// What a person calls it.
    var label: String {
      if let handle = text("handle") { return "@\(handle)" }
      if let name = text("name") { return "“\(name)”" }
      func number(_ name: String) -> String {
        self[name].map { String(decoding: $0, as: UTF8.self) } ?? "?"
      }
      return "influencer \(number("influencer")) in campaign \(number("campaign"))"
    }

    mutating func renumber(_ number: Int) {
      for at in members.indices where members[at].name == "id" {
        members[at] = Member(name: "id", json: Array(String(number).utf8))
      }
    }

    /// On one line.
    var line: [UInt8] {
      var writer = JSONWriter()
      writer.beginObject()
      for member in members {
        writer.key(text: member.name)
        writer.raw(member.json)
      }
      writer.endObject()
      return writer.take()
    }
  }

  /// What isn't a list of records.
  var envelope: [Member] = []
  var lists: [String: [Record]] = [:]

  /// - Parameter names: the members that are lists of records.
  init(_ bytes: [UInt8], lists names: [String]) throws(JSONError) {
    var envelope: [Member] = []
    var lists: [String: [Record]] = [:]
    try JSONReader.read(bytes) { reader throws(JSONError) in
      try reader.beginObject()
      while let key = try reader.nextKey() {
        let name = key.string
        if names.contains(name) {
          lists[name] = try reader.readArray { reader throws(JSONError) in
            Record(members: try Self.members(&reader))
          }
        } else {
          envelope.append(Member(name: name, json: Self.oneLine(try reader.rawValue())))
        }
      }
    }
    self.envelope = envelope
    self.lists = lists
  }

  private static func members(_ reader: inout JSONReader) throws(JSONError) -> [Member] {
    var members: [Member] = []
    try reader.beginObject()
    while let key = try reader.nextKey() {
      let name = key.string
      members.append(Member(name: name, json: oneLine(try reader.rawValue())))
    }
    return members
  }

  private static func oneLine(_ json: [UInt8]) -> [UInt8] {
    var writer = JSONWriter()
    writer.raw(json)
    return writer.take()
  }
}
