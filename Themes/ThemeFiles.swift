/// The theme files of this folder, embedded into the program so that it needs no file of its own at run time.
public enum ThemeFiles {
  /// Name and contents (JSON5, UTF-8) of every built-in theme, in the order in which they are offered.
  public static var all: [(name: String, contents: [UInt8])] {
    [
      ("dark", PackageResources.dark_json),
      ("light", PackageResources.light_json),
      ("colorblind", PackageResources.colorblind_json),
      ("terminal", PackageResources.terminal_json),
    ]
  }
}
