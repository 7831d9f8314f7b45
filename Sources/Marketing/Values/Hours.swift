/// A length of work in hundredths of an hour.
public struct Hours: Hashable, Comparable, Sendable {
  public var hundredths: Int
  public init(hundredths: Int) { self.hundredths = hundredths }
  public static let zero = Hours(hundredths: 0)
  public static func + (left: Hours, right: Hours) -> Hours {
    Hours(hundredths: left.hundredths + right.hundredths)
  }
  public static func - (left: Hours, right: Hours) -> Hours {
    Hours(hundredths: left.hundredths - right.hundredths)
  }
  public static func < (left: Hours, right: Hours) -> Bool { left.hundredths < right.hundredths }
}
