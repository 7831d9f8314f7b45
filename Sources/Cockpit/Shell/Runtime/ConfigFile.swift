import Screen
import SessionStore

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Config {
  /// The stored configuration, or what is wrong with it. A broken file is left alone.
  static func read(_ path: String) -> (config: Config, problem: String?) {
    do {
      guard let bytes = try OwnFile.read(path) else { return (Config(), nil) }
      return (try JSON5.decode(Config.self, from: bytes), nil)
    } catch let error as FileError {
      return (Config(), "The configuration isn't used: \(error.atPrompt)")
    } catch {
      return (
        Config(),
        "\(path) can't be read, so it isn't used: \(describe(error)). Correct it or remove it."
      )
    }
  }

  /// Returns what went wrong, if anything.
  func write(to path: String) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let (_, problem) = Config.read(path)
    if let problem { return problem }
    do {
      try OwnFile.write(Array(encoder.encode(self)) + [UInt8(ascii: "\n")], to: path)
      return nil
    } catch let error as FileError {
      return "The configuration isn't kept: \(error.atPrompt)"
    } catch {
      return
        "The configuration isn't kept: it can't be written as JSON (\(Config.describe(error)))."
    }
  }

  /// The decoder's words, and where if it says so.
  private static func describe(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "it isn't JSON" }
    switch error {
    case .keyNotFound(let key, _): return "“\(key.stringValue)” is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      let place = context.codingPath.map(\.stringValue).joined(separator: ".")
      return (place.isEmpty ? "" : "“\(place)”: ") + context.debugDescription
    case .dataCorrupted(let context):
      return context.underlyingError.map { String(describing: $0) } ?? context.debugDescription
    @unknown default: return "it isn't JSON that a configuration holds"
    }
  }
}
