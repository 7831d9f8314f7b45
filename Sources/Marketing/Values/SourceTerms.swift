/// Within how many days of an ad its platform counts a sale. At least one of them is known.
public struct AttributionWindow: Hashable, Sendable, Comparable {
  /// After a click; nil if clicks don't count.
  public var click: Int?
  /// After a view of some length, or a save or closeup; nil if they don't count.
  public var engagement: Int?
  /// After a mere view; nil if views don't count.
  public var view: Int?

  public init(click: Int? = nil, engagement: Int? = nil, view: Int? = nil) {
    self.click = click
    self.engagement = engagement
    self.view = view
  }

  /// The longest window: a year.
  public static let limit = 365

  /// The longest click comes last.
  public static func < (left: Self, right: Self) -> Bool {
    func order(_ window: Self) -> (Int, Int, Int) {
      (window.click ?? -1, window.engagement ?? -1, window.view ?? -1)
    }
    return order(left) < order(right)
  }
}

/// How a file counts its sales and its days, as far as it or somebody says.
public struct SourceTerms: Hashable, Sendable {
  /// The file, as measurements name it.
  public var source: String
  /// Whose export it is, such as `Meta Ads Manager`; may be empty.
  public var product: String
  /// In ascending order; several if its rows differ, none if that isn't known.
  public var windows: [AttributionWindow]
  /// The time zone of its days, as it was written; empty if that isn't known.
  public var zone: String

  public init(
    _ source: String, product: String = "", windows: [AttributionWindow] = [], zone: String = ""
  ) {
    self.source = source
    self.product = product
    self.windows = windows
    self.zone = zone
  }

  /// The longest text of a time zone, in characters.
  public static let longestZone = 64

  var fault: String? {
    if source.isEmpty { return "What a source counts by needs the source's name." }
    if windows.isEmpty, zone.isEmpty { return "“\(source)” has neither a window nor a time zone." }
    for window in windows {
      let days = [window.click, window.engagement, window.view].compactMap(\.self)
      guard !days.isEmpty, days.allSatisfy({ (0...AttributionWindow.limit).contains($0) }) else {
        return "The attribution window of “\(source)” must have from 0 to 365 days."
      }
    }
    guard zone.count <= Self.longestZone, !zone.contains(where: \.isNewline) else {
      return "The time zone of “\(source)” must be one line of up to 64 characters."
    }
    return nil
  }
}
