/// Texts that have broken programs: they look like a value of another kind, markup, a query, a formula or a command
/// to the terminal, or have characters that aren't one column wide.
package enum NaughtyTexts {
  package static let all: [String] =
    nothing + values + code + terminal + scripts + invisible + [
      String(repeating: "long ", count: 2_000)
    ]

  private static let nothing = [
    "", " ", "\t", "\n", "\r\n", "  two  blanks  ", "\u{A0}", "\u{3000}",
  ]

  private static let values = [
    "null", "NULL", "nil", "undefined", "NaN", "nan", "Infinity", "-inf", "true", "FALSE", "0",
    "-0", "1e400", "-9223372036854775809", "0x7F", "1/0", "1,5", "1.234.567,89", "$1", "€", "%",
    "2026-02-30", "0000-00-00", "N/A", "#REF!", "#VALUE!", "-", "–",
  ]

  private static let code = [
    "\"", "'", "\\", "\\\"", "\\u0000", "a,b", "a;b", "a|b", "\"quoted\"", "it's", "{", "}", "[]",
    "{\"id\": 1}", "// no comment", "=1+1", "+1", "@handle", "-2+3", "=cmd|' /C calc'!A0",
    "<b>bold</b>", "<script>alert(1)</script>", "&amp;", "'; drop table roster; --", "1 or 1=1",
    "../../etc/passwd", "C:\\con\\nul", "~", "$HOME", "$(id)", "`id`", "%s%s%n", "{0}", "\\n",
    "tier:micro", "-niche:food", "a/b", "http://a.example/?q=\"x\"&y=1#z",
  ]

  private static let terminal = [
    "\u{1B}[31mred", "\u{1B}[2J", "\u{1B}]0;title\u{07}", "\u{1B}P+q\u{1B}\\", "\u{9B}5m",
    "bell\u{07}", "back\u{08}\u{08}space", "over\rwritten", "form\u{0C}feed", "\u{7F}", "\u{0}",
    "a\u{0}b", "\u{85}", "\u{1}\u{2}\u{1F}",
  ]

  private static let scripts = [
    "日本語のテキスト", "한국어", "ไทยไม่มีช่องว่าง", "Ελληνικά", "Кириллица", "العربية", "עברית",
    "हिन्दी क्षत्रिय", "தமிழ்", "𝔉𝔯𝔞𝔨𝔱𝔲𝔯", "ＦＵＬＬＷＩＤＴＨ", "ﬀ ﬃ", "İıIi", "ß ẞ", "Ǆ ǅ ǆ",
    "e\u{301} é", "Z\u{351}\u{36B}\u{343}a\u{322}\u{328}l\u{35C}g\u{30A}o", "\u{301}alone",
    "👩‍👩‍👧‍👦", "👍🏽", "🇪🇸🇯🇵", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "❤️ ❤", "1️⃣", "🇦", "👩\u{200D}", "﷽", "𒐫", "¯\\_(ツ)_/¯",
  ]

  private static let invisible = [
    "zero\u{200B}width", "soft\u{AD}hyphen", "\u{FEFF}mark", "left\u{202E}thgir", "\u{2067}isolate",
    "\u{200F}", "\u{2028}", "\u{2029}", "\u{E0001}\u{E0061}", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}",
    "\u{10FFFF}", "\u{E000}",
  ]
}
