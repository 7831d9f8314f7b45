import Marketing

/// A table's setup as plain text, so that a session can keep it.
extension GridState {
  func write(to view: inout SavedView, _ name: String) {
    if !sort.isEmpty {
      view["\(name).sort"] = sort.map { ($0.ascending ? "+" : "-") + $0.column }.joined(
        separator: "\n")
    }
    if !filter.isEmpty { view["\(name).filter"] = filter }
    if !column.isEmpty { view["\(name).column"] = column }
    if !hidden.isEmpty { view["\(name).hidden"] = hidden.sorted().joined(separator: "\n") }
    if !shown.isEmpty { view["\(name).shown"] = shown.sorted().joined(separator: "\n") }
  }

  init(_ view: SavedView, _ name: String) {
    func lines(_ key: String) -> [String] {
      view["\(name).\(key)"]?.split(separator: "\n").map(String.init) ?? []
    }
    sort = lines("sort").map {
      SortOrder(column: String($0.dropFirst()), ascending: $0.first == "+")
    }
    filter = view["\(name).filter"] ?? ""
    column = view["\(name).column"] ?? ""
    hidden = Set(lines("hidden"))
    shown = Set(lines("shown"))
  }
}
