import Testing

@testable import Demo
@testable import Marketing

@Suite struct TableTests {
  private struct Row: Keyed {
    let id: Identifier<Row>
    var value: UInt64 = 0
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func behavesAsADictionary(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var table = Table<Row>()
    var model: [Identifier<Row>: Row] = [:]
    // Dense numbers, numbers with gaps, and a mixture.
    let span = [12, 60, 4_000][Int(seed % 3)]
    for _ in 0..<600 {
      let id = Identifier<Row>(random.whole(1...span))
      let row = random.chance(0.6) ? Row(id: id, value: random.next()) : nil
      let former = table.set(id, to: row)
      #expect(former == model[id])
      model[id] = row
      #expect(table.count == model.count)
      #expect(table.isEmpty == model.isEmpty)
      let probe = Identifier<Row>(random.whole(-3...span + 3))
      #expect(table[probe] == model[probe])
      #expect(table.index(of: probe).map { table.rows[$0].id } == model[probe]?.id)
    }
    #expect(table.rows == model.values.sorted { $0.id < $1.id })
    #expect(table.nextID.number == (model.keys.max()?.number ?? 0) + 1)
    #expect(table == Table(random.shuffled(table.rows)))
  }

  @Test func takingOutAndPuttingBackRestores() {
    let table = Table((1...50).map { Row(id: Identifier($0 * 2)) })
    for row in table.rows {
      var other = table
      #expect(other.set(row.id, to: nil) == row)
      #expect(other != table)
      #expect(other.set(row.id, to: row) == nil)
      #expect(other == table)
      #expect(other.rows == table.rows)
    }
  }

  @Test func ofEqualNumbersTheLastStays() {
    let rows = [3, 1, 3].enumerated().map { Row(id: Identifier($1), value: UInt64($0)) }
    #expect(Table(rows).rows == [rows[1], rows[2]])
  }

  @Test func reservedNumbersAreNotGivenOut() {
    var table = Table<Row>()
    #expect(table.nextID.number == 1)
    table.reserve(through: 7)
    table.reserve(through: 3)
    #expect(table.nextID.number == 8)
    #expect(table == Table())
    table.set(Identifier(9), to: Row(id: Identifier(9)))
    #expect(table.nextID.number == 10)
  }
}
