/// Names of months and days of the week in English, German, French, Spanish, Portuguese, Italian and Dutch, without regard
/// to case and accents.
enum MonthWords {
  /// A word at the start of the bytes: its letters without accents, and its length in bytes.
  struct Word {
    /// Lower-case ASCII letters, five bits each, at most twelve.
    fileprivate(set) var code: UInt64 = 0
    fileprivate(set) var letters = 0
    fileprivate(set) var length = 0
  }

  /// The month whose name or abbreviation starts at `i`, and its length in bytes.
  static func month(
    _ bytes: UnsafeBufferPointer<UInt8>, at i: Int
  ) -> (number: Int, length: Int)? {
    guard let word = word(bytes, at: i, onlyWith: beginnings), let number = months[word.code] else {
      return nil
    }
    return (number, word.length)
  }

  /// The length of a day of the week that starts at `i`.
  static func weekday(_ bytes: UnsafeBufferPointer<UInt8>, at i: Int) -> Int? {
    guard let word = word(bytes, at: i, onlyWith: weekBeginnings), weekdays.contains(word.code)
    else { return nil }
    return word.length
  }

  /// Most texts begin like no month, which three letters show.
  private static func word(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, onlyWith beginnings: [Bool]
  ) -> Word? {
    var word = Word()
    var i = start
    while i < bytes.count {
      guard let (letter, length) = letter(bytes, at: i) else { break }
      if word.letters == 12 { return nil }
      word.code = word.code << 5 | UInt64(letter)
      word.letters += 1
      i += length
      if word.letters == 2, !beginnings[Int(word.code)] { return nil }
    }
    word.length = i - start
    return word.letters < 2 ? nil : word
  }

  /// 1 for `a`, `A`, `ä` … 26 for `z`.
  private static func letter(
    _ bytes: UnsafeBufferPointer<UInt8>, at i: Int
  ) -> (UInt8, length: Int)? {
    let byte = bytes[i]
    if byte < 0x80 {
      let lower = byte | 0x20
      return lower >= 97 && lower <= 122 ? (lower - 96, 1) : nil
    }
    guard byte == 0xC3, i + 1 < bytes.count else { return nil }
    switch bytes[i + 1] | 0x20 {
    case 0xA0...0xA5: return (1, 2)
    case 0xA7: return (3, 2)
    case 0xA8...0xAB: return (5, 2)
    case 0xAC...0xAF: return (9, 2)
    case 0xB2...0xB6: return (15, 2)
    case 0xB9...0xBC: return (21, 2)
    default: return nil
    }
  }

  private static func code(_ text: String) -> UInt64 {
    text.utf8.reduce(0) { $0 << 5 | UInt64($1 - 96) }
  }

  private static let names: [[String]] = [
    [
      "january", "jan", "januar", "jaenner", "janner", "janvier", "janv", "enero", "ene", "janeiro",
      "gennaio", "gen", "januari",
    ],
    [
      "february", "feb", "februar", "fevrier", "fevr", "fev", "febrero", "fevereiro", "febbraio",
      "februari", "febr",
    ],
    ["march", "mar", "marz", "maerz", "mrz", "mars", "marzo", "marco", "maart", "mrt"],
    ["april", "apr", "avril", "avr", "abril", "abr", "aprile"],
    ["may", "mai", "mayo", "maio", "maggio", "mag", "mei"],
    ["june", "jun", "juni", "juin", "junio", "junho", "giugno", "giu"],
    ["july", "jul", "juli", "juillet", "juil", "julio", "julho", "luglio", "lug"],
    ["august", "aug", "aout", "agosto", "ago", "augustus"],
    [
      "september", "sep", "sept", "septembre", "septiembre", "setiembre", "set", "setembro",
      "settembre",
    ],
    ["october", "oct", "oktober", "okt", "octobre", "octubre", "outubro", "out", "ottobre", "ott"],
    ["november", "nov", "novembre", "noviembre", "novembro"],
    ["december", "dec", "dezember", "dez", "decembre", "diciembre", "dic", "dezembro", "dicembre"],
  ]

  private static let months: [UInt64: Int] = Dictionary(
    names.enumerated().flatMap { month, words in words.map { (code($0), month + 1) } },
    uniquingKeysWith: { first, _ in first })

  private static let beginnings = table(Array(names.joined()))

  private static let dayNames = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue",
    "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "montag", "dienstag", "mittwoch",
    "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "mo", "di", "mi", "do", "fr", "sa",
    "so", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes",
    "martes",
    "miercoles", "jueves", "viernes", "sabado", "domingo", "lunedi", "martedi", "mercoledi",
    "giovedi", "venerdi", "sabato", "domenica",
  ]
  private static let weekdays = Set(dayNames.map(code))
  private static let weekBeginnings = table(dayNames)

  /// Which two letters begin one of the words.
  private static func table(_ words: [String]) -> [Bool] {
    var result = [Bool](repeating: false, count: 1024)
    for word in words { result[Int(code(String(word.prefix(2))))] = true }
    return result
  }
}
