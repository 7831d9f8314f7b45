import Testing

@testable import Tabular

@Suite("JSON becomes a table")
struct JSONFileTests {
  private func table(_ text: String) throws -> ReadTable { try ReadTable(Array(text.utf8)) }

  @Test("A list and lines of the same objects are the same table")
  func forms() throws {
    let array = try ReadTable(made: "Exports/array.json")
    let lines = try ReadTable(made: "Exports/lines.jsonl")
    #expect(
      array.header == [
        "username", "platform", "followers", "engagement_rate", "stats.avg_likes", "categories",
      ])
    #expect(
      array.rows == [
        ["anna.k", "instagram", "123456", "0.0321", "3812", "Beauty, Fashion"],
        ["ben_run", "tiktok", "4501", "0.089", "380", "Fitness"],
      ])
    #expect(lines.header == array.header && lines.rows == array.rows)
    #expect(array.lines == [1, 2] && lines.lines == [1, 2])
    #expect(array.says("a line's number is the number of an object") && lines.remarks.isEmpty)
  }

  @Test("Columns come from all objects, in order; null and absent are the same")
  func columns() throws {
    let table = try table(
      #"{"b":1,"a":null}"# + "\n\n" + #"{"c":{"d":{"e":true}},"b":"x"}"# + "\n" + #"{"a":[]}"#)
    #expect(table.header == ["b", "c.d.e"])
    #expect(table.rows == [["1", ""], ["x", "true"]])
    #expect(table.lines == [1, 3])
    let late = try self.table("{\"a\":\"1\"}\n{\"b\":\"2\"}\n")
    #expect(late.rows == [["1", ""], ["", "2"]])
  }

  @Test("Numbers stay as they are written, and none is taken for thousands")
  func numbers() throws {
    let table = try table(
      #"[{"id":17841400000000001,"er":3.214,"n":-1.2e3,"m":0.125,"k":1234.567}]"#)
    #expect(table.rows == [["17841400000000001", "3.2140", "-1.2e3", "0.125", "1234.567"]])
  }

  @Test("Texts come as they are: apostrophes, line breaks, quotes, what looks like a formula")
  func texts() throws {
    let table = try table(#"[{"a":"'=1+1","b":"two\nlines \"x\", é","c":"=SUM(A1)"}]"#)
    #expect(table.rows == [["'=1+1", "two\nlines \"x\", é", "=SUM(A1)"]])
  }

  @Test("A list takes a separator that isn't in its texts; objects in a list stay as they are")
  func lists() throws {
    let table = try table(#"[{"a":["Home, garden","Pets"],"b":[1,2],"c":[{"x":1}],"d":[["y"]]}]"#)
    #expect(table.rows == [["Home, garden; Pets", "1, 2", #"[{"x":1}]"#, #"[["y"]]"#]])
  }

  @Test("The rows may be a list within an object, as a program's interface answers")
  func wrapped() throws {
    let table = try table(
      #"{"paging":{"next":null},"data":{"items":[{"handle":"ana"},{"handle":"ben"}]}}"#)
    #expect(table.header == ["handle"] && table.rows == [["ana"], ["ben"]])
    #expect(table.says("“data.items”"))
    let single = try self.table("{\n  \"handle\": \"ana\",\n  \"niches\": [\"a\"]\n}")
    #expect(single.rows == [["ana", "a"]])
    #expect(
      refusal(Array(#"{"a":[{"x":1}],"b":[{"y":1}]}"#.utf8)).contains("several lists of objects"))
  }

  @Test("An object with one member at the end of the list is a row, not a note")
  func sparse() throws {
    let table = try table(#"[{"a":"1","b":"2","c":"3"},{"a":"all of this: a row"}]"#)
    #expect(table.rows.count == 2 && table.remarks.count == 1)
  }

  @Test("A UTF-8 mark and UTF-16 are no obstacle")
  func encodings() throws {
    let text = #"[{"name":"Борис"}]"#
    #expect(try ReadTable([0xEF, 0xBB, 0xBF] + Array(text.utf8)).rows == [["Борис"]])
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(try ReadTable(wide).rows == [["Борис"]])
  }

  @Test(
    "What isn't rows is refused with its place",
    arguments: [
      (#"[{"a":1},5]"#, "no object"), (#"[{"a":1}"#, "never ends"), (#"[{"a":1},"#, "never ends"),
      (#"[{"a":1} {"a":2}]"#, "a comma or ] is missing"), (#"[{"a":1}] x"#, "after the end"),
      ("{\"a\":1}\n{\"a\":}\n", "line 2"), (#"{"a":"x"#, "never ends"), ("[]", "no rows"),
      (#"[["a","b"],[1,2]]"#, "a list"), ("{\"a\":1}\n{\"a\":2,\"a\":3}\n", "line 2"),
    ])
  func broken(_ text: String, _ words: String) {
    #expect(refusal(Array(text.utf8)).contains(words), "\(refusal(Array(text.utf8)))")
  }

  @Test("Deep nesting and too many columns are refused")
  func bounds() {
    let deep =
      #"[{"a":"# + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
      + "}]"
    #expect(refusal(Array(deep.utf8)).contains("inside each other"))
    let wide = "[{" + (0..<5000).map { "\"c\($0)\":1" }.joined(separator: ",") + "}]"
    #expect(refusal(Array(wide.utf8)).contains("columns"))
  }

  @Test("A table of text that begins with a bracket or a brace is text")
  func text() throws {
    #expect(try table("[id],name\n1,ana\n").header == ["[id]", "name"])
    #expect(try table("{id},name\n1,ana\n").header == ["{id}", "name"])
  }

  @Test("Pieces of any length make no difference")
  func large() throws {
    let count = 5_000
    let text =
      "["
      + (0..<count).map {
        #"{"handle":"user\#($0)","bio":"\\\"} ] [ { é日\#(String(repeating: "x", count: $0 % 97))"}"#
      }.joined(separator: ",\n") + "]"
    let table = try table(text)
    #expect(table.rows.count == count && table.rows.last?.first == "user\(count - 1)")
    #expect(table.rows[1][1] == "\\\"} ] [ { é日x")
    #expect(table.lines == Array(1...count))
  }
}
