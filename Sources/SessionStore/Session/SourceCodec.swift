import JSON
import Marketing

// How sources count, in the settings: members and their order in the files.

extension JSONWriter {
  mutating func sources(_ sources: [SourceTerms]) {
    guard !sources.isEmpty else { return }
    key("sources")
    beginArray()
    for terms in sources {
      beginObject()
      text("source", terms.source)
      text("product", terms.product)
      if !terms.windows.isEmpty {
        key("windows")
        beginArray()
        for window in terms.windows {
          beginObject()
          count("click", window.click)
          count("engagement", window.engagement)
          count("view", window.view)
          endObject()
        }
        endArray()
      }
      text("zone", terms.zone)
      endObject()
    }
    endArray()
  }
}

extension JSONReader {
  mutating func readSourceTerms() throws(JSONError) -> SourceTerms {
    let start = mark()
    var terms = SourceTerms("")
    try beginObject()
    while let key = try nextKey() {
      switch key {
      case "source": terms.source = try readString()
      case "product": terms.product = try readString()
      case "windows":
        terms.windows = try readArray { reader throws(JSONError) in try reader.readWindow() }
      case "zone": terms.zone = try readString()
      default: throw error("what this source counts by has an unknown member")
      }
    }
    guard !terms.source.isEmpty, !terms.windows.isEmpty || !terms.zone.isEmpty else {
      throw error(at: start, "what a source counts by needs source, and windows or zone")
    }
    return terms
  }

  private mutating func readWindow() throws(JSONError) -> AttributionWindow {
    let start = mark()
    var window = AttributionWindow()
    try beginObject()
    while let key = try nextKey() {
      let place = mark()
      switch key {
      case "click": window.click = try readCount()
      case "engagement": window.engagement = try readCount()
      case "view": window.view = try readCount()
      default: throw error("this window has an unknown member")
      }
      let days = [window.click, window.engagement, window.view].compactMap(\.self)
      guard days.allSatisfy({ $0 <= AttributionWindow.limit }) else {
        throw error(at: place, "a window has at most 365 days")
      }
    }
    guard window != AttributionWindow() else {
      throw error(at: start, "a window needs click, engagement or view")
    }
    return window
  }
}
