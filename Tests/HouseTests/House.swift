import Foundation

/// The package as seen in its files: which sources each module has, and what `Package.swift` lets it import.
struct House {
  struct Module {
    let name: String
    /// Relative to the package: `Sources/Insight/Metrics`.
    let path: String
    let declared: Set<String>
    let isTest: Bool
    var files: [File] = []
  }

  struct File {
    /// Relative to the package.
    let path: String
    let text: SourceText

    var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }
  }

  let root: String
  let modules: [Module]

  static let shared = House()

  private init() {
    root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    let manifest = House.read(root + "/Package.swift")
    var modules = House.targets(of: manifest)
    // A module can be inside another's folder, so the longest path wins.
    let paths = modules.map(\.path).sorted { $0.count > $1.count }
    for top in ["Sources", "Tests", "Themes"] {
      for path in House.swiftFiles(in: top, root) {
        guard let owner = paths.first(where: { path.hasPrefix($0 + "/") }),
          let at = modules.firstIndex(where: { $0.path == owner })
        else { continue }
        modules[at].files.append(File(path: path, text: SourceText(House.read(root + "/" + path))))
      }
    }
    self.modules = modules
  }

  /// What the sources of each module import.
  var names: Set<String> { Set(modules.map(\.name)) }
  var sources: [Module] { modules.filter { !$0.isTest } }

  private static func read(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }

  private static func swiftFiles(in folder: String, _ root: String) -> [String] {
    guard let files = FileManager.default.enumerator(atPath: root + "/" + folder) else { return [] }
    return files.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map {
      folder + "/" + $0
    }
  }

  /// Reads `.target(name: …, dependencies: […], path: …)` and the like.
  private static func targets(of manifest: String) -> [Module] {
    let call = /\.(executableTarget|target|testTarget)\(\s*name:\s*"(\w+)"/
    let starts = manifest.matches(of: call)
    return starts.enumerated().map { index, match in
      let end = index + 1 < starts.count ? starts[index + 1].range.lowerBound : manifest.endIndex
      let body = String(manifest[match.range.upperBound..<end])
      let isTest = match.1 == "testTarget"
      let name = String(match.2)
      let path = body.firstMatch(of: /path:\s*"([^"]+)"/).map { String($0.1) }
      var declared: Set<String> = []
      if let list = body.firstMatch(of: /dependencies:\s*\[([^\]]*)\]/) {
        let products = /\.product\(\s*name:\s*"(\w+)"[^)]*\)/
        for product in list.1.matches(of: products) { declared.insert(String(product.1)) }
        for plain in list.1.replacing(products, with: "").matches(of: /"(\w+)"/) {
          declared.insert(String(plain.1))
        }
      }
      return Module(
        name: name, path: path ?? (isTest ? "Tests/" : "Sources/") + name, declared: declared,
        isTest: isTest)
    }
  }
}

extension House.Module {
  /// Which folders of the module use which others, and which names they use.
  ///
  /// A folder uses another when it names a type that only the other declares at the top of a file, or when it asks for a
  /// member that nobody in the whole package but the other's extensions declares.
  func folderUses(in house: House) -> [String: [String: Set<String>]] {
    var owners: [String: Set<String>] = [:]
    var memberOwners: [String: Set<String>] = [:]
    for file in files {
      for type in file.text.types { owners[type, default: []].insert(file.folder) }
    }
    for file in house.sources.flatMap(\.files) {
      for member in file.text.members { memberOwners[member, default: []].insert(file.folder) }
    }
    var added: [String: String] = [:]
    for file in files {
      for (type, member) in file.text.extensionMembers
      where memberOwners[member] == [file.folder]
        && owners[type].map({ !$0.contains(file.folder) }) ?? false
      {
        added[member] = file.folder
      }
    }
    var uses: [String: [String: Set<String>]] = [:]
    for file in files {
      let own = file.text.nestedTypes
      for word in file.text.words {
        let owner: String?
        if word.isMember {
          owner = added[word.text]
        } else if let folders = owners[word.text], folders.count == 1, !own.contains(word.text) {
          owner = folders.first
        } else {
          owner = nil
        }
        if let owner, owner != file.folder {
          uses[file.folder, default: [:]][owner, default: []].insert(word.text)
        }
      }
    }
    return uses
  }
}

/// Groups of nodes that can all reach one another: Tarjan's strongly connected components with more than one node.
func circles(_ edges: [String: Set<String>]) -> [[String]] {
  var index: [String: Int] = [:]
  var low: [String: Int] = [:]
  var stack: [String] = []
  var found: [[String]] = []
  func visit(_ node: String) {
    index[node] = index.count
    low[node] = index[node]
    stack.append(node)
    for next in (edges[node] ?? []).sorted() {
      if index[next] == nil {
        visit(next)
        low[node] = min(low[node]!, low[next]!)
      } else if stack.contains(next) {
        low[node] = min(low[node]!, index[next]!)
      }
    }
    guard low[node] == index[node], let start = stack.firstIndex(of: node) else { return }
    let group = Array(stack[start...])
    stack.removeSubrange(start...)
    if group.count > 1 { found.append(group.sorted()) }
  }
  for node in edges.keys.sorted() where index[node] == nil { visit(node) }
  return found
}
