import Screen
import SessionStore
import Themes

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
    do throws(FileError) {
      for name in try OwnFile.names(in: folder, ending: ".json") {
        do throws(FileError) {
          let file = folder + "/" + name
          if let contents = try OwnFile.read(file) { take(contents, file) }
        } catch {
          problems.append("A theme isn't used: \(error.atPrompt)")
        }
      }
    } catch {
      problems.append("Your themes aren't used: \(error.atPrompt)")
    }
    return (themes, problems)
  }
}
