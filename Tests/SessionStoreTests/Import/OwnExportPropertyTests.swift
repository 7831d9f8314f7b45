import LibC
import Marketing
import Testing

@testable import SessionStore

@Suite("Clout's own exports come back without loss, whatever is in them")
struct OwnExportPropertyTests {
  private static let formats: [ExportFormat] = [.csv, .json]
  /// Tables have no control characters.
  private static let printable = RandomRecords.texts.filter { text in
    !text.unicodeScalars.contains {
      $0.value == 0x7F || $0.value < 0x20 && !["\t", "\n", "\r"].contains($0)
    }
  }

  @Test("Importing an untouched export changes nothing", arguments: 0..<12)
  func unchanged(_ seed: Int) throws {
    var random = RandomRecords(seed: UInt64(seed))
    let session = random.session()
    for kind in OwnExports.kinds {
      let table = OwnExports.table(kind, session)
      for format in Self.formats {
        let plan = try OwnExports.plan(table.text(format), format, into: session)
        #expect(plan.isOwn && plan.refusals.isEmpty, "\(kind) \(format): \(plan.refusals)")
        #expect(plan.edit == .group("import of own.\(format.rawValue)", []), "\(kind) \(format)")
        #expect(plan.unchanged == table.rows.count && plan.added + plan.changed == 0)
      }
    }
  }

  @Test("Into an empty session it brings the same records, with their numbers", arguments: 0..<12)
  func copied(_ seed: Int) throws {
    for format in Self.formats {
      var random = RandomRecords(
        seed: UInt64(seed), texts: format == .csv ? Self.printable : RandomRecords.texts)
      let original = random.session()
      var copy = Session(settings: Settings(name: "copy"))
      for kind in OwnExports.kinds {
        let bytes = OwnExports.table(kind, original).text(format)
        let plan = try OwnExports.plan(bytes, format, into: copy)
        #expect(plan.refusals.isEmpty, "\(kind) \(format): \(plan.refusals)")
        try copy.apply(plan.edit)
      }
      #expect(copy.settings.currency == original.settings.currency)
      for (row, other) in zip(copy.roster.rows, original.roster.rows) where row != other {
        for field in Influencer.schema.fields {
          var mixed = row
          field.copy(from: other, to: &mixed)
          #expect(mixed == row, "\(field.key)")
        }
        #expect(row.unknown == other.unknown)
      }
      #expect(copy.roster == original.roster)
      #expect(copy.campaigns == original.campaigns)
      #expect(copy.bookings == original.bookings)
      #expect(copy.measurements == original.measurements)
    }
  }

  /// A value of one record in the cell of another: afterwards the export says just that.
  @Test("One edited cell is one edit of that field", arguments: 0..<25)
  func edited(_ seed: Int) throws {
    var random = RandomRecords(seed: UInt64(seed), texts: Self.printable)
    let session = random.session()
    for kind in OwnExports.kinds {
      let (header, rows) = try OwnExports.csv(kind, session)
      let fixed: Set<String> = [
        "id", "tier", "vetting_effective", "currency", "cost", kind.mark ?? "", "campaign_id",
        "influencer_id", "booking_id", "booking", "handle", "platform", "campaign", "key", "kind",
        "day",
      ]
      for _ in 0..<8 {
        let at = random.dice.roll(0...(header.count - 1))
        let row = random.dice.roll(0...(rows.count - 1))
        var value = rows[random.dice.roll(0...(rows.count - 1))][at]
        // Two campaigns aren't called the same.
        if kind == .campaigns, header[at] == "name" { value += "!" }
        guard !fixed.contains(header[at]), value != rows[row][at],
          !["stage", "goal", "name"].contains(header[at]) || !value.isEmpty
        else { continue }
        var edited = rows
        edited[row][at] = value
        let text = OwnExports.text(
          header.map(FormulaGuardText.of), edited.map { $0.map(FormulaGuardText.of) })
        let plan = try OwnExports.plan(text, into: session)
        // Days may be the wrong way round now.
        if plan.refusals.count == 1,
          ["before", "has no first day"].contains(where: plan.refusals[0].reason.contains)
        {
          continue
        }
        // The platform of a creator without a name says nothing, which is refused.
        if header[at].hasPrefix("creator"), plan.refusals.count == 1,
          plan.refusals[0].reason.contains("“creator”, which is empty")
        {
          continue
        }
        #expect(plan.refusals.isEmpty && plan.changed == 1, "\(header[at]): \(plan.refusals)")
        #expect(plan.unchanged == rows.count - 1)
        var after = session
        try after.apply(plan.edit)
        let (newHeader, newRows) = try OwnExports.csv(kind, after)
        for (name, index) in zip(header, header.indices) where !fixed.contains(name) {
          let place = newHeader.firstIndex(of: name)
          for line in rows.indices {
            #expect(
              (place.map { newRows[line][$0] } ?? "") == edited[line][index],
              "\(name) after an edit of \(header[at])")
          }
        }
      }
    }
  }

  @Test("Another program's CSV of it is the same", arguments: [",", ";", "\\t"])
  func throughPython(_ delimiter: String) throws {
    guard system("python3 -c 'import csv' 2> /dev/null") == 0 else { return }
    var random = RandomRecords(seed: 77)
    let session = random.session()
    for kind in OwnExports.kinds {
      let bytes = OwnExports.table(kind, session).text(.csv)
      let file = try TemporaryFile("own.csv", "")
      let stream = try #require(fopen(file.path, "w"))
      fwrite(bytes, 1, bytes.count, stream)
      fclose(stream)
      let script = """
        import csv, sys
        p = sys.argv[1]
        rows = list(csv.reader(open(p, newline='', encoding='utf-8')))
        order = list(reversed(range(len(rows[0]))))
        with open(p, 'w', newline='', encoding='utf-8') as f:
            csv.writer(f, delimiter='\(delimiter)').writerows([[r[i] for i in order] for r in rows])
        """
      #expect(system("python3 -c \"\(script)\" \(file.path)") == 0)
      let plan = try Importer.plan(
        file: file.path, options: ImportOptions(), session: session
      ) { _ in true }
      #expect(plan.isOwn && plan.refusals.isEmpty, "\(plan.refusals)")
      #expect(plan.edit == .group("import of own.csv", []), "\(kind)")
    }
  }
}

/// What an export puts before texts that a spreadsheet would run.
enum FormulaGuardText {
  static func of(_ text: String) -> String {
    var table = ExportTable(columns: ["x"])
    table.append([.text(text)])
    let lines = table.text(.csv).dropFirst(3).dropLast(2)
    let written = String(decoding: lines, as: UTF8.self)
    guard written.hasPrefix("\"") else { return written }
    let parts = written.dropFirst().dropLast().split(
      separator: "\"\"", omittingEmptySubsequences: false)
    return parts.joined(separator: "\"")
  }
}
