import SessionStore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Config {
  /// The stored configuration, or what is wrong with it. A broken file is left alone.
  static func read(_ path: String) -> (config: Config, problem: String?) {
    guard FileManager.default.fileExists(atPath: path) else { return (Config(), nil) }
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    do {
      return (try decoder.decode(Config.self, from: Data(contentsOf: URL(filePath: path))), nil)
    } catch {
      return (
        Config(),
        "\(path) can't be read, so it isn't used: \(describe(error)). Correct it or remove it."
      )
    }
  }

  /// Returns what went wrong, if anything.
  func write(to path: String) -> String? {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    do {
      let (_, problem) = Config.read(path)
      if let problem { return problem }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try DurableFile.replace(path, with: Array(encoder.encode(self)) + [UInt8(ascii: "\n")])
      return nil
    } catch {
      return "The configuration could not be written to \(path): \(describe(error))."
    }
  }

  private static func describe(_ error: any Error) -> String {
    guard case DecodingError.dataCorrupted(let context) = error else {
      return String(describing: error)
    }
    return context.underlyingError.map { String(describing: $0) } ?? context.debugDescription
  }

  private func describe(_ error: any Error) -> String { Config.describe(error) }
}
