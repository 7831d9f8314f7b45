import Screen
import Themes

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The built-in themes and the user's own.
enum ThemeShelf {
  /// A broken theme file is skipped and reported.
  static func load(userThemes folder: String) -> (themes: [Theme], problems: [String]) {
    var themes: [Theme] = []
    var problems: [String] = []
    func take(_ contents: [UInt8], _ file: String) {
      do throws(ThemeError) {
        let theme = try Theme(json5: contents, file: file)
        themes.removeAll { $0.name == theme.name }
        themes.append(theme)
      } catch {
        problems.append(error.description)
      }
    }
    for file in ThemeFiles.all { take(file.contents, file.name + ".json") }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() where name.hasSuffix(".json") {
      if let data = try? Data(contentsOf: URL(filePath: folder + "/" + name)) {
        take(Array(data), folder + "/" + name)
      }
    }
    return (themes, problems)
  }
}
