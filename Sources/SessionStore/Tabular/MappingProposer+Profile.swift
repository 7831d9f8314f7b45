/// A known export's profile comes before names and values.
extension MappingProposer {
  /// The kind of file that the profile's rows are for the import.
  var profileKind: FileKind? {
    guard let profile = match?.profile else { return nil }
    switch profile.kind {
    case .roster: return .roster
    case .posts: return .posts
    case .orders, .discountReport: return .orders
    case .payouts: return .payouts
    case .dailyFigures, .adSpend: return .posts
    }
  }

  /// Columns of the profile that are fields. Those that the user has spoken about are left alone.
  func profileChoices() -> [Int: Choice] {
    guard let match else { return [:] }
    var result: [Int: Choice] = [:]
    var taken: Set<ImportField> = []
    for (_, target) in forced {
      if case .field(let field) = target, !field.allowsSeveral { taken.insert(field) }
    }
    for (at, column) in match.profile.columns.enumerated() {
      guard case .field(let name) = column.role, let field = ImportField(role: name) else {
        continue
      }
      for index in match.indices(of: at, inspection.header) where forced[index] == nil {
        guard !taken.contains(field) else { break }
        let fit = fit(index, field)
        // What is known of an export is a guess as well, and its cells say otherwise.
        if match.isGuess, fit.share == 0, !fit.isGood, profiles[index].present > 0 { continue }
        result[index] = Choice(
          field: field, score: match.isGuess ? 0.5 : 1, reason: reason(column, fit))
        if !field.allowsSeveral { taken.insert(field) }
      }
    }
    return result
  }

  private func reason(_ column: ExportProfile.Column, _ fit: Fit) -> String {
    // The values that count are parts of the cells.
    if column.cut != nil { return "\(profileTitle): \(column.why)" }
    if column.why.isEmpty { return "\(profileTitle): \(fit.isGood ? "" : "only ")\(fit.words)" }
    return "\(profileTitle): \(column.why)" + (fit.isGood ? "" : ", although only \(fit.words)")
  }

  var profileTitle: String {
    (match?.profile.title ?? "") + (match?.isGuess == true ? " (a guess)" : "")
  }

  /// The profile's column if it is kept or left out as it is.
  func profileAside(_ index: Int) -> ExportProfile.Column? {
    guard let match, forced[index] == nil, let at = match.columns[index] else { return nil }
    let column = match.profile.columns[at]
    switch column.role {
    case .custom, .ignore: return column
    case .field: return nil
    }
  }

  /// Whether several columns together are a row's key.
  var hasProfileKey: Bool {
    match.map { KnownExport($0, inspection.header).key.count > 1 } ?? false
  }

  /// What to know about the profile before anything is imported.
  func noteProfile(_ notes: inout [String]) {
    guard let match else { return }
    let known = "\(match.columns.count) of \(names.count) columns"
    notes.append(
      "read as \(match.profile.title), by \(known)"
        + (match.isGuess ? ": a guess; look at what each column is" : ""))
  }
}

extension ImportField {
  /// Roles that are more exact than the fields are: what stands in for a field that isn't there.
  private static let standIns = [
    "refunded": "refund", "periodStart": "date",
  ]

  /// The field that a profile's role means.
  init?(role: String) {
    guard
      let field = ImportField(rawValue: role)
        ?? Self.standIns[role].flatMap({ ImportField(rawValue: $0) })
    else { return nil }
    self = field
  }
}
