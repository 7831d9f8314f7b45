import Tabular

/// A 128-bit hash of a row's content, the same on every machine and in every run (two FNV-1a hashes).
struct RowHash: Hashable {
  private let high: UInt64
  private let low: UInt64

  init(_ row: TableRow) {
    var high: UInt64 = 0xCBF2_9CE4_8422_2325
    var low: UInt64 = 0x8422_2325_CBF2_9CE4
    func add(_ byte: UInt8) {
      high = (high ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      low = (low ^ UInt64(byte) ^ 0x55) &* 0x0000_0100_0000_01B3
    }
    for index in 0..<row.count {
      row.withPlainField(index) { cell, _ in
        for byte in cell { add(byte) }
      }
      add(0x1F)
    }
    self.high = high
    self.low = low
  }

  var hexadecimal: String {
    [high, low].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
