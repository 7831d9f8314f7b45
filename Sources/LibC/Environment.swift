/// The variables that the program was started with.
public enum Environment {
  /// Nil if the variable isn't set or is empty.
  public static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
