import Screen

@testable import Configuration

private let scratch = Scratch()

/// The first byte chooses: the configuration, a theme, or a script of keys.
@Sendable func fuzzConfiguration(_ bytes: [UInt8]) {
  guard let first = bytes.first else { return }
  let bytes = Array(bytes.dropFirst())
  switch first % 3 {
  case 0: configuration(bytes)
  case 1: theme(bytes)
  default: keys(bytes)
  }
}

private func configuration(_ bytes: [UInt8]) {
  scratch.write(bytes, to: "config.json")
  let path = scratch.path + "/config.json"
  let (config, problem) = Config.read(path)
  for id in (config.keys ?? [:]).keys {
    for key in config.keys(of: id) ?? [] { check(key) }
  }
  let failure = config.write(to: path)
  expect((failure == nil) == (problem == nil), "A file that can't be read is left alone.")
  guard problem == nil else { return }
  let (again, trouble) = Config.read(path)
  expect(trouble == nil && again == config, "The configuration isn't read as it was written.")
}

private func theme(_ bytes: [UInt8]) {
  do throws(ThemeError) {
    let theme = try Theme(json5: bytes, file: "theme.json")
    for colors in Capabilities.Colors.allCases {
      var capabilities = Capabilities()
      capabilities.colors = colors
      let adapted = theme.adapted(to: capabilities)
      for role in Role.allCases { _ = adapted[role, on: .selection] }
    }
  } catch {
    _ = error.description
  }
}

private func keys(_ bytes: [UInt8]) {
  do throws(KeyScriptError) {
    for key in try KeyScript.keys(String(decoding: bytes, as: UTF8.self)) { check(key) }
  } catch {
    _ = error.description
  }
}

/// What help shows of a key is how it can be written.
private func check(_ key: Key) {
  expect(
    Key(notation: key.notation) == key, "“\(key.notation)” isn't read as the key that it names.")
}
