import Foundation
import Testing

/// The map in `Sources/README.md` names rooms and files; what moves must move there, too.
@Suite("The map")
struct MapTests {
  private let house = House.shared
  private let map =
    (try? String(contentsOfFile: House.shared.root + "/Sources/README.md", encoding: .utf8)) ?? ""

  @Test("Every room stands on it")
  func rooms() {
    for module in house.sources where !module.path.hasPrefix("Tests") {
      #expect(
        map.contains("`\(module.name)`") || map.contains("/\(module.name)`"), "\(module.name)")
    }
  }

  @Test("Every source file that it names is there")
  func files() {
    let paths = Set(house.modules.flatMap(\.files).map(\.path))
    let named = map.matches(of: /`([\w+\/]+\.swift)`/).map { String($0.1) }
    #expect(named.count > 10)
    for name in named where name != "Package.swift" {
      #expect(
        paths.contains { $0 == name || $0.hasSuffix("/" + name) }, "\(name) is on the map alone")
    }
  }
}
