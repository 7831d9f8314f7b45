extension NumberScan {
  /// What stands behind a number's digits: a word for a power of ten, such as `k`, `Mio.` or `万`, or a currency.
  struct Suffix {
    var power = 0
    var isMil = false
    /// A number of `CurrencyWords`; 0 for none.
    var currency: UInt8 = 0
    var length = 0

    init() {}

    /// Nil if letters follow that mean neither.
    init?(
      _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, end: Int, currencyIsOpen: Bool
    ) {
      var i = start
      if bytes[i] >= 0x80 {
        guard let (power, length) = Suffix.foreign(bytes, at: i, end: end) else { return }
        self.power = power
        self.length = length
        if start + length < end, bytes[start + length] == UInt8(ascii: ".") { self.length += 1 }
        return
      }
      guard Suffix.isLetter(bytes[i]) else { return }
      if let (id, length) = CurrencyWords.match(bytes, at: i, end: end) {
        if !currencyIsOpen { return nil }
        currency = id
        self.length = length
        return
      }
      while i < end, Suffix.isLetter(bytes[i]) { i += 1 }
      guard read(bytes, start..<i) else { return nil }
      if i < end && bytes[i] == UInt8(ascii: ".") && i - start >= 3 { i += 1 }
      length = i - start
    }

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 97 && byte | 0x20 <= 122 }

    private mutating func read(
      _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> Bool {
      func lower(_ k: Int) -> UInt8 { bytes[range.lowerBound + k] | 0x20 }
      switch range.count {
      case 1:
        switch lower(0) {
        case UInt8(ascii: "k"): power = 3
        case UInt8(ascii: "m"): power = 6
        case UInt8(ascii: "b"): power = 9
        case UInt8(ascii: "t"): power = 12
        default:
          // A small l is a litre.
          guard bytes[range.lowerBound] == UInt8(ascii: "L") else { return false }
          power = 5
        }
        return true
      case 2...9:
        var word = ""
        for k in 0..<range.count { word.unicodeScalars.append(Unicode.Scalar(lower(k))) }
        switch word {
        case "mn", "mm", "mi", "mio", "mln", "million", "millions", "mill", "jt", "milione",
          "milioni", "millones",
          "miljoen", "millionen":
          power = 6
        case "bn", "mrd", "bln", "mld", "billion", "billions", "bi", "md", "mds", "miliardi":
          power = 9
        case "tn", "trn", "trillion": power = 12
        case "thousand", "tsd", "th", "rb", "mila", "tausend", "duizend", "tys", "tusen": power = 3
        case "lakh", "lac", "lakhs": power = 5
        case "cr", "crore", "crores": power = 7
        case "mil": isMil = true
        default: return false
        }
        return true
      default:
        return false
      }
    }

    /// Words in other scripts: `万`, `億`, `千`, `만`, `млн`, `тыс`, `ألف`, `लाख` …
    private static func foreign(
      _ bytes: UnsafeBufferPointer<UInt8>, at i: Int, end: Int
    ) -> (power: Int, length: Int)? {
      for word in words where word.bytes[0] == bytes[i] && i + word.bytes.count <= end {
        if word.bytes.indices.allSatisfy({ bytes[i + $0] == word.bytes[$0] }) {
          return (word.power, word.bytes.count)
        }
      }
      return nil
    }

    private static let words: [(bytes: [UInt8], power: Int)] = [
      ("千", 3), ("万", 4), ("萬", 4), ("亿", 8), ("億", 8), ("兆", 12), ("천", 3), ("만", 4), ("억", 8),
      ("тысяч", 3), ("тыс", 3), ("тис", 3), ("млн", 6), ("млрд", 9), ("К", 3), ("к", 3), ("М", 6),
      ("ألف", 3), ("مليون", 6), ("مليار", 9), ("हज़ार", 3), ("हजार", 3), ("लाख", 5), ("करोड़", 7),
      ("करोड़", 7), ("χιλ", 3), ("εκατ", 6), ("พัน", 3), ("หมื่น", 4), ("แสน", 5), ("ล้าน", 6),
      ("tỷ", 9),
    ].map { (Array($0.0.utf8), $0.1) }
  }
}
