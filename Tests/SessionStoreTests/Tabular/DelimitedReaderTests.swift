import TestSupport
import Testing

@testable import Tabular

@Suite struct DelimitedReaderTests {
  /// The same text through buffers and chunks of every small size.
  static let sizes = [(1, 16), (2, 17), (3, 16), (7, 23), (Int.max, 16), (.max, 256 * 1024)]

  @Test(arguments: sizes)
  func quotesLineEndsAndRaggedRows(chunk: Int, buffer: Int) throws {
    let text =
      "a,b,c\r\n1,\"x \"\"y\"\", z\",3\n\"two\nlines\r\nthree\",,\r4,5\r\n\r\n6,7,8,9\n\"\",\"\"\"\",end"
    let (fields, lines, notes) = try rows(text, chunk: chunk, buffer: buffer)
    #expect(
      fields == [
        ["a", "b", "c"], ["1", "x \"y\", z", "3"], ["two\nlines\r\nthree", "", ""], ["4", "5"],
        ["6", "7", "8", "9"], ["", "\"", "end"],
      ])
    #expect(lines == [1, 2, 3, 6, 8, 9])
    #expect(notes.blankLines == 1)
    #expect(notes.returnLineFeeds == 3)
    #expect(notes.lineFeeds == 2)
    #expect(notes.returns == 1)
    #expect(notes.strayQuoteCount == 0 && notes.unterminatedQuoteCount == 0)
  }

  @Test(arguments: sizes)
  func bareReturnsOnly(chunk: Int, buffer: Int) throws {
    let (fields, lines, notes) = try rows("h\r1\r\r2\r", chunk: chunk, buffer: buffer)
    #expect(fields == [["h"], ["1"], ["2"]])
    #expect(lines == [1, 2, 4])
    #expect(notes.returns == 4)
  }

  @Test(arguments: sizes)
  func aQuoteInTheMiddleIsACharacter(chunk: Int, buffer: Int) throws {
    let (fields, _, _) = try rows("5\" tall,a \"b\" c\n\"x\" ,y\n", chunk: chunk, buffer: buffer)
    #expect(fields == [["5\" tall", "a \"b\" c"], ["x", "y"]])
  }

  @Test(arguments: sizes)
  func quotesThatAreNotDoubledAreKeptAndNoted(chunk: Int, buffer: Int) throws {
    let (fields, _, notes) = try rows(
      "a,b\n\"he said \"hi, you\" to me\",2\n", chunk: chunk, buffer: buffer)
    #expect(fields == [["a", "b"], ["he said \"hi, you\" to me", "2"]])
    #expect(notes.strayQuotes == [2])
  }

  @Test(arguments: sizes)
  func aQuoteThatNeverClosesCostsOneField(chunk: Int, buffer: Int) throws {
    let (fields, lines, notes) = try rows(
      "a,b\n1,\"open\n2,two\n3,three", chunk: chunk, buffer: buffer)
    #expect(fields == [["a", "b"], ["1", "\"open"], ["2", "two"], ["3", "three"]])
    #expect(lines == [1, 2, 3, 4])
    #expect(notes.unterminatedQuotes == [2])
  }

  @Test func anOpenQuoteBeforeAQuotedFieldIsFoundByTheNumberOfFields() throws {
    let (fields, _, notes) = try rows(
      "a,b,c\n1,\"open,3\n2,\"x, y\",3\n4,5,6\n", expected: 3)
    #expect(
      fields == [["a", "b", "c"], ["1", "\"open", "3"], ["2", "x, y", "3"], ["4", "5", "6"]])
    #expect(notes.unterminatedQuotes == [2])
  }

  @Test func anOpenQuoteIsGivenUpAfterTheLimitAndTimeStaysLinear() throws {
    var text = "a,b\n"
    for index in 0..<20_000 { text += "\(index),\"open\n" }
    let (fields, _, notes) = try rows(text, buffer: 1024, quoteLimit: 4096)
    #expect(fields.count == 20_001)
    #expect(fields.allSatisfy { $0.count == 2 })
    #expect(fields[20_000] == ["19999", "\"open"])
    #expect(notes.unterminatedQuoteCount == 20_000)
  }

  @Test func longRowsGrowTheBuffer() throws {
    let long = String(repeating: "x", count: 100_000)
    let (fields, _, _) = try rows("a,\(long),\"\(long)\"\nb,c,d\n", buffer: 16)
    #expect(fields == [["a", long, long], ["b", "c", "d"]])
    let wide = (0..<1000).map(String.init)
    #expect(try rows(wide.joined(separator: ",")).fields == [wide])
  }

  @Test func aRowOutlivesTheNextOne() throws {
    let reader = DelimitedReader(utf8: MemorySource("a,b\nccc,ddd\n"), dialect: Dialect())
    var row = TableRow()
    #expect(try reader.next(into: &row))
    let first = row
    #expect(try reader.next(into: &row))
    #expect(first.strings == ["a", "b"])
    #expect(row.strings == ["ccc", "ddd"])
    #expect(row.string(7) == "")
    #expect(Array(row.slice(1)) == Array("ddd".utf8))
    #expect(try !reader.next(into: &row))
  }

  // What the corpus states as JSON, except where it contradicts its own CSV: in
  // `location_coordinates` the phone number differs (2095257564 in the table). The `_crlf` files
  // are stored with LF here, as in git; its .gitattributes asks for CRLF, so they are converted.
  static let spectrum: [(String, [[String]])] = [
    (
      "comma_in_quotes",
      [
        ["first", "last", "address", "city", "zip"],
        ["John", "Doe", "120 any st.", "Anytown, WW", "08123"],
      ]
    ),
    ("empty", [["a", "b", "c"], ["1", "", ""], ["2", "3", "4"]]),
    ("empty_crlf", [["a", "b", "c"], ["1", "", ""], ["2", "3", "4"]]),
    ("escaped_quotes", [["a", "b"], ["1", "ha \"ha\" ha"], ["3", "4"]]),
    ("json", [["key", "val"], ["1", "{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}"]]),
    (
      "location_coordinates",
      [
        ["Contact Phone Number", "Location Coordinates", "Cities", "Counties"],
        [
          "2095257564", "37\u{FFFD}36'37.8\"N 121\u{FFFD}2'17.9\"W", "Modesto", "Stanislaus",
        ],
      ]
    ),
    (
      "newlines",
      [["a", "b", "c"], ["1", "2", "3"], ["Once upon \na time", "5", "6"], ["7", "8", "9"]]
    ),
    (
      "newlines_crlf",
      [["a", "b", "c"], ["1", "2", "3"], ["Once upon \r\na time", "5", "6"], ["7", "8", "9"]]
    ),
    ("quotes_and_newlines", [["a", "b"], ["1", "ha \n\"ha\" \nha"], ["3", "4"]]),
    ("simple", [["a", "b", "c"], ["1", "2", "3"]]),
    ("simple_crlf", [["a", "b", "c"], ["1", "2", "3"]]),
    ("utf8", [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "ʤ"]]),
  ]

  /// Our own of the same kind: file, and the table that it holds.
  static let shapes: [(String, [[String]])] = [
    ("town,zip\n\"Porto, Norte\",04000\n", [["town", "zip"], ["Porto, Norte", "04000"]]),
    ("x,y\n7,\n,8\n\"\",\"\"\n", [["x", "y"], ["7", ""], ["", "8"], ["", ""]]),
    ("x,y\r\n7,\r\n,8\r\n", [["x", "y"], ["7", ""], ["", "8"]]),
    (
      "who,said\nana,\"\"\"yes\"\", she said\"\n",
      [["who", "said"], ["ana", "\"yes\", she said"]]
    ),
    (
      "key,point\n1,\"{\"\"x\"\": [1.5, -2]}\"\n",
      [["key", "point"], ["1", "{\"x\": [1.5, -2]}"]]
    ),
    ("key,verse\n1,\"one\ntwo\"\n2,x\n", [["key", "verse"], ["1", "one\ntwo"], ["2", "x"]]),
    ("key,verse\r\n1,\"one\r\ntwo\"\r\n", [["key", "verse"], ["1", "one\r\ntwo"]]),
    (
      "key,verse\n1,\"\"\"one\"\"\n\n\"\"two\"\"\"\n",
      [["key", "verse"], ["1", "\"one\"\n\n\"two\""]]
    ),
    ("名,言\n1,ʤ🌿\n2,é\n", [["名", "言"], ["1", "ʤ🌿"], ["2", "é"]]),
    ("\u{FEFF}a,b\n1,2", [["a", "b"], ["1", "2"]]),
  ]

  @Test(arguments: shapes)
  func everyShapeOfOurs(text: String, expected: [[String]]) throws {
    try check(Array(text.utf8), expected)
  }

  @Test(.needsShared("corpora/csv-spectrum/csvs/simple.csv"), arguments: spectrum)
  func csvSpectrum(name: String, expected: [[String]]) throws {
    let path = try #require(TestData.shared("corpora/csv-spectrum/csvs/\(name).csv"))
    var bytes = try TestData.bytes(path)
    if name.hasSuffix("_crlf") && !bytes.contains(13) {
      bytes = bytes.flatMap { $0 == 10 ? [13, 10] : [$0] }
    }
    try check(bytes, expected)
  }

  private func check(_ bytes: [UInt8], _ expected: [[String]]) throws {
    let table = try TableReader { MemorySource(bytes) }
    var fields = [table.header]
    var row = TableRow()
    while try table.next(into: &row) { fields.append(row.strings) }
    #expect(fields == expected)
    #expect(table.dialect.hasHeader)
  }

  // Rows, columns and a hash over every field, worked out with Python's csv module: FNV-1a, 64 bits,
  // over each field's UTF-8 and 1F, and 1E after each row, header included. Python read
  // influencer_roi as cp1252, the Facebook file with ';', the rest as utf-8-sig.
  static let publicFiles: [(String, Int, Int, UInt64)] = [
    ("KAG_conversion_data_dated.csv", 1143, 12, 0xa60d_1641_a1e8_82d6),
    ("global_youtube_statistics_2023.csv", 995, 24, 0xbf98_5936_fed3_5838),
    ("google_ads_uncleaned.csv", 2600, 13, 0xcd63_1ce7_2179_3412),
    ("healthkart_ittismita_influencers.csv", 500, 6, 0x5665_45bd_07d9_fdd9),
    ("healthkart_ittismita_payouts.csv", 500, 5, 0x47ea_9fdf_3e98_ddf2),
    ("healthkart_ittismita_posts.csv", 10000, 8, 0xd950_c5b0_a304_f0e1),
    ("healthkart_ittismita_tracking_data.csv", 15000, 9, 0xad77_92f1_f34d_0011),
    ("influencer_roi_campaigns_mixed_dates.csv", 1339, 10, 0x1af9_043e_611a_7fbc),
    ("influencerimpact_campaigns.csv", 500, 10, 0xff18_c818_a2d5_d673),
    ("top1000_instagram_2022-09.csv", 1050, 12, 0xcc73_1e19_0075_90e2),
    ("top1000_instagram_undated.csv", 1000, 11, 0x7acb_ca5a_e388_d5e8),
    ("top1000_tiktok_undated.csv", 1000, 12, 0x7a1b_2d5a_eed0_82fc),
    ("top1000_youtube_undated.csv", 1000, 12, 0xb363_e22a_266b_19e3),
    ("top_insta_200_lowercase_suffix.csv", 200, 10, 0x362a_966f_a1a3_f5c4),
    ("uci_facebook_metrics_semicolon.csv", 500, 19, 0xe3ab_8197_3975_8f5f),
  ]

  // The same of the files in `Tests/Fixtures`, by the script there.
  static let madeFiles: [(String, Int, Int, UInt64)] = [
    ("ads.csv", 150, 9, 0xf363_6fdf_8476_b5b3),
    ("agency_semicolon.csv", 40, 7, 0xfa45_a782_68ce_011e),
    ("creators.csv", 96, 6, 0x671c_3304_bf3e_0e13),
    ("flights_mixed_dates.csv", 120, 7, 0xeb31_3229_2384_e211),
    ("instagram_june.csv", 112, 10, 0x1528_e488_8cf2_0bb5),
    ("instagram_march.csv", 123, 9, 0xc982_df93_3642_2ca6),
    ("orders.csv", 600, 9, 0xde25_d2a4_8eb3_b5eb),
    ("payouts.csv", 96, 5, 0x0f4d_75ba_29ee_505c),
    ("posts.csv", 539, 8, 0xbfe5_12bb_a9d1_bdee),
    ("quoted.csv", 40, 3, 0xa343_0f91_7086_ea10),
    ("quoted_crlf.csv", 40, 3, 0xb7dc_3f73_3964_4fb8),
    ("tiktok.csv", 82, 10, 0xe1bc_9d98_dfac_897f),
    ("youtube_mark.csv", 60, 7, 0x0c1c_a4b5_1a78_b1c9),
  ]

  @Test(arguments: madeFiles)
  func everyFieldOfAMadeFile(file: String, rows: Int, columns: Int, hash: UInt64) throws {
    try check(file, rows, columns, hash)
  }

  @Test(.needsShared("data/top1000_tiktok_undated.csv"), arguments: publicFiles)
  func everyFieldAsPythonReadsIt(file: String, rows: Int, columns: Int, hash: UInt64) throws {
    try check(file, rows, columns, hash)
  }

  private func check(_ file: String, _ rows: Int, _ columns: Int, _ hash: UInt64) throws {
    let table = try openTable(file)
    #expect(table.header.count == columns)
    #expect(table.dialect.hasHeader)
    var result: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ byte: UInt8) { result = (result ^ UInt64(byte)) &* 0x100_0000_01b3 }
    for field in table.header {
      field.utf8.forEach(mix)
      mix(0x1F)
    }
    mix(0x1E)
    var row = TableRow()
    var count = 0
    while try table.next(into: &row) {
      count += 1
      for index in 0..<row.count {
        row.slice(index).forEach(mix)
        mix(0x1F)
      }
      mix(0x1E)
    }
    #expect(count == rows)
    #expect(result == hash)
  }
}
