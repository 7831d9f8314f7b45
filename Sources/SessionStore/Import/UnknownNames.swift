/// The names in files that nobody in the roster has, as a table to hand on or to make a roster of.
package enum UnknownNames {
  package static func table(_ plans: [ImportPlan]) -> ExportTable {
    var table = ExportTable(columns: ["Name", "Rows", "File", "First line"])
    for plan in plans {
      for unknown in plan.unknown {
        table.append([
          .text(unknown.name), .integer(unknown.rows), .text(plan.file), .integer(unknown.line),
        ])
      }
    }
    return table
  }

  /// Whether a file would be within a session's folder, where nothing else may be.
  package static func isWithin(_ file: String, session: String) -> Bool {
    let folder = FilePath.real(FilePath.folder(of: file))
    let session = FilePath.real(session)
    return folder == session || folder.hasPrefix(session + "/")
  }
}
