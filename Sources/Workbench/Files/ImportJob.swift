import Marketing
import SessionStore

/// Imports another program's export into a session.
package struct ImportJob: Sendable {
  package let session: Session
  package let file: String
  package let options: ImportOptions

  /// - Parameter today: the day that a roster's figures are from, unless the options name another; dates far from it
  ///   can't be right.
  package init(_ session: Session, file: String, options: ImportOptions, today: Day) {
    self.session = session
    self.file = file
    var options = options
    if options.asOf == nil {
      options.asOf = today
      options.isDayGiven = false
    }
    options.today = today
    self.options = options
  }

  /// Works out what the import would do; applying its edit does it.
  package func run(
    goOn: @escaping (Double) -> Bool = { _ in true }
  ) throws(ImportError) -> ImportPlan {
    try Importer.plan(file: file, options: options, session: session, progress: goOn)
  }
}
