/// Who gets the credit for a conversion with both a promo code and a tracking link. It counts once.
public enum AttributionRule: String, CaseIterable, Sendable {
  /// The code was typed in by hand, so it is the stronger evidence.
  case codeFirst = "code-first"
  case linkFirst = "link-first"
}
