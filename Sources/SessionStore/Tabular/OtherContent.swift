/// Files that hold no table, by what they begin with.
enum OtherContent {
  private static let beginnings: [(bytes: [UInt8], at: Int, what: String)] = [
    ([0x25, 0x50, 0x44, 0x46, 0x2D], 0, "a PDF"),
    ([0x50, 0x41, 0x52, 0x31], 0, "a Parquet file"),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], 0, "a picture (PNG)"),
    ([0xFF, 0xD8, 0xFF], 0, "a picture (JPEG)"),
    (Array("GIF8".utf8), 0, "a picture (GIF)"),
    (Array("WEBP".utf8), 8, "a picture (WebP)"),
    (Array("ftyp".utf8), 4, "a video or a photo from a phone"),
    ([0x49, 0x49, 0x2A, 0], 0, "a picture (TIFF)"),
    ([0x4D, 0x4D, 0, 0x2A], 0, "a picture (TIFF)"),
    (Array("Rar!".utf8), 0, "a RAR archive"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, "a 7-Zip archive"),
    (Array("SQLite format 3".utf8), 0, "a database (SQLite)"),
    (Array("{\\rtf".utf8), 0, "a text document (RTF)"),
  ]

  /// What the file is, with an article; nil if it may be text.
  static func name(_ head: UnsafeBufferPointer<UInt8>) -> String? {
    beginnings.first { bytes, at, _ in
      head.count >= at + bytes.count && zip(bytes, head[at...]).allSatisfy { $0 == $1 }
    }?.what
  }

  /// Whether bytes that aren't UTF-8 aren't text in an older encoding either: in such, control characters hardly occur,
  /// and of bytes drawn at random they are a tenth.
  static func isNoText(_ head: UnsafeBufferPointer<UInt8>) -> Bool {
    let controls = head.count { $0 < 0x20 && !(9...13).contains($0) || $0 == 0x7F }
    return controls * 25 > head.count
  }
}
