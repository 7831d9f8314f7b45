import Marketing
import SessionStore

/// Reads an export of another program into a session.
package struct ImportJob: Sendable {
  package let session: Session
  package let file: String
  package let options: ImportOptions

  /// - Parameter today: the day that the figures of a roster are from, unless the options say another.
  package init(_ session: Session, file: String, options: ImportOptions, today: Day) {
    self.session = session
    self.file = file
    var options = options
    options.asOf = options.asOf ?? today
    self.options = options
  }

  /// What the import would do; its edit does it.
  package func run(
    goOn: @escaping (Double) -> Bool = { _ in true }
  ) throws(ImportError) -> ImportPlan {
    try Importer.plan(file: file, options: options, session: session, progress: goOn)
  }
}
