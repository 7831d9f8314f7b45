import TestSupport
import Testing

@testable import Tabular

@Suite struct DialectTests {
  private func sniff(_ text: String) -> Dialect { Dialect.sniff(Array(text.utf8)) }

  @Test(arguments: [",", ";", "\t", "|"])
  func delimiters(_ mark: String) {
    let text =
      "name,followers,bio\nanna,\"1,200\",\"likes a, b; c | d\"\nbea,5,x\ncarl,7,\"two\nlines\"\n"
    let dialect = sniff(
      mark == ","
        ? text
        : "name\(mark)followers\(mark)bio\nanna\(mark)1,200\(mark)\"likes a, b; c | d\"\n"
          + "bea\(mark)5\(mark)x, y\n")
    #expect(dialect.delimiter == mark.utf8.first)
    #expect(dialect.columns == 3 && dialect.hasHeader && dialect.tableLine == 1)
  }

  @Test func commasInNumbersDontMisleadASemicolonFile() {
    let dialect = sniff("a;b\n1,5;2,3\n1,7;2,9\n0,1;8,2\n")
    #expect(dialect.delimiter == UInt8(ascii: ";"))
    #expect(dialect.columns == 2)
  }

  @Test func captionsFullOfCommasDontMisleadATabFile() {
    let dialect = sniff("id\tcaption\n1\tone, two, three\n2\tone, two\n3\tone\n")
    #expect(dialect.delimiter == 9 && dialect.columns == 2)
  }

  @Test func oneColumn() {
    for text in [
      "Followers\n1,234\n5,678\n9,012\n", "handle\nanna\nbea\n", "caption\nhello, you\nwell; yes\n",
    ] {
      let dialect = sniff(text)
      #expect(dialect.columns == 1, "\(text)")
      #expect(dialect.hasHeader, "\(text)")
    }
    let bare = sniff("@anna\n@bea\n@carl\n")
    #expect(bare.columns == 1 && !bare.hasHeader)
  }

  @Test func headerAfterEmptyLinesAndAPreamble() throws {
    #expect(sniff("\n\r\n\nname,followers\na,1\n").tableLine == 4)
    #expect(sniff(",,\n,,\nname,followers,niche\na,1,x\n").tableLine == 3)
    let preamble =
      "Influencer report\nExported on 2024-05-01\n\nname,followers,niche\na,1,x\nb,2,y\nc,3,z\n"
    let dialect = sniff(preamble)
    #expect(dialect.tableLine == 4 && dialect.hasHeader && dialect.columns == 3)
    let table = try TableReader { MemorySource(preamble) }
    #expect(table.header == ["name", "followers", "niche"])
    let padded = sniff("Influencer report,,,\n,,,\nname,followers,niche,er\na,1,x,2\nb,2,y,3\n")
    #expect(padded.tableLine == 3 && padded.hasHeader)
  }

  @Test func withoutAHeader() throws {
    let dialect = sniff("anna,1200,2024-05-01\nbea,1300,2024-05-02\n")
    #expect(!dialect.hasHeader && dialect.columns == 3)
    let table = try TableReader { MemorySource("anna,1200\nbea,1300\n") }
    var row = TableRow()
    #expect(try table.next(into: &row) && row.strings == ["anna", "1200"] && row.line == 1)
    #expect(try table.next(into: &row) && row.strings == ["bea", "1300"] && row.line == 2)
    #expect(table.header == ["", ""])
  }

  @Test func excelsSeparatorLine() throws {
    let text = "sep=;\r\nname;followers\r\na, b;1\r\n"
    #expect(sniff(text).delimiter == UInt8(ascii: ";"))
    let table = try TableReader { MemorySource(text) }
    #expect(table.header == ["name", "followers"])
    var row = TableRow()
    #expect(try table.next(into: &row) && row.strings == ["a, b", "1"] && row.line == 3)
  }

  @Test func apostrophesAndBlanksAroundQuotes() throws {
    let single = sniff("'name','bio'\n'anna','a, b'\n'bea','c'\n")
    #expect(single.quote == UInt8(ascii: "'") && single.columns == 2)
    #expect(sniff("name,bio\nanna,it's\nbea,'90s\n").quote == UInt8(ascii: "\""))
    let table = try TableReader { MemorySource("a, b\n1, \"x, y\"\n2, \"z, w\"\n") }
    var row = TableRow()
    #expect(try table.next(into: &row) && row.strings == ["1", "x, y"])
  }

  @Test func aSampleCutInTheMiddleOfARow() {
    let dialect = Dialect.sniff(Array("a,b,c\n1,2,3\n4,\"5".utf8), complete: false)
    #expect(dialect.columns == 3 && dialect.delimiter == UInt8(ascii: ","))
  }

  @Test func nothingToGoBy() {
    for text in ["", "\n\n", "x", ",", "\"", "\"\n\"", ";;;", "a,b"] {
      let dialect = sniff(text)
      #expect(dialect.columns >= 0, "\(text)")
    }
  }

  // Delimiter, encoding and line ends as `Tests/Fixtures/make.py` writes them; a line break within quotes is none.
  @Test(arguments: [
    ("agency_semicolon.csv", ";", TextEncoding.windows1252, 0, 41),
    ("flights_mixed_dates.csv", ",", .windows1252, 0, 121),
    ("youtube_mark.csv", ",", .utf8WithMark, 0, 61),
    ("instagram_june.csv", ",", .utf8, 0, 113),
    ("posts.csv", ",", .utf8, 540, 0),
    ("quoted.csv", ",", .utf8, 41, 0),
  ])
  func madeFiles(file: String, delimiter: String, encoding: TextEncoding, lf: Int, crlf: Int) throws
  {
    try check(file, delimiter, encoding, lf, crlf)
  }

  // As PROVENANCE.md states them, counted there with other tools.
  @Test(
    .needsShared("data/uci_facebook_metrics_semicolon.csv"),
    arguments: [
      ("uci_facebook_metrics_semicolon.csv", ";", TextEncoding.utf8, 501, 0),
      ("influencer_roi_campaigns_mixed_dates.csv", ",", .windows1252, 0, 1340),
      ("top_insta_200_lowercase_suffix.csv", ",", .utf8WithMark, 0, 201),
      ("google_ads_uncleaned.csv", ",", .utf8, 0, 2601),
    ])
  func realFiles(file: String, delimiter: String, encoding: TextEncoding, lf: Int, crlf: Int) throws
  {
    try check(file, delimiter, encoding, lf, crlf)
  }

  private func check(
    _ file: String, _ delimiter: String, _ encoding: TextEncoding, _ lf: Int, _ crlf: Int
  ) throws {
    let path = try #require(TestData.data(file))
    let inspection = try #require(try TableInspection.inspect { try FileSource(path: path) })
    #expect(inspection.dialect.delimiter == delimiter.utf8.first)
    #expect(inspection.encoding == encoding)
    #expect(inspection.reading.lineFeeds == lf)
    #expect(inspection.reading.returnLineFeeds == crlf)
    #expect(inspection.reading.returns == 0)
    #expect(inspection.shortRows == 0 && inspection.longRows == 0)
    #expect(inspection.decoding == DecodingNotes())
  }

  @Test func raggedAndBlankRowsAreCounted() throws {
    let inspection = try #require(
      try TableInspection.inspect {
        MemorySource("name,followers,niche\na,1,x\nb,2\n,,\nc,3,y,z\n\nd,4,w\n")
      })
    #expect(inspection.rows == 4)
    #expect(inspection.shortRows == 1 && inspection.longRows == 1)
    #expect(inspection.raggedLines == [3, 5])
    #expect(inspection.blankRows == 1)
    #expect(inspection.reading.blankLines == 1)
    #expect(inspection.columns[2].absent == 1)
  }

  @Test func stoppedOnRequest() throws {
    var text = "handle,followers\n"
    for index in 0..<10_000 { text += "a\(index),\(index)\n" }
    func stop(_ rows: Int) -> Bool { false }
    let inspection = try TableInspection.inspect(progress: stop) { MemorySource(text) }
    #expect(inspection == nil)
  }
}
