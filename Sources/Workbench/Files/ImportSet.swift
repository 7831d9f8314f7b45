import Marketing
import SessionStore
import Wording

/// Several files imported in one go, as one change: whom they name first, then what those did, whatever the order in
/// which the files were given.
package struct ImportSet: Sendable {
  /// A file, and what was said about it.
  package struct File: Hashable, Sendable {
    package var path: String
    package var options: ImportOptions

    package init(_ path: String, _ options: ImportOptions) {
      self.path = path
      self.options = options
    }
  }

  package struct Result: Sendable {
    /// The session that the change is made to.
    package var session: Session
    /// In the order in which they were read.
    package var files: [(file: File, plan: ImportPlan)]
    /// Drafts go on without files that can't be read, and say why.
    package var problems: [(file: File, error: ImportError)]
    package var edit: Edit
    /// The change's title in the log.
    package var title: String

    package var plans: [ImportPlan] { files.map(\.plan) }
  }

  private let session: Session
  private let files: [File]
  private let today: Day

  package init(_ session: Session, files: [File], today: Day) {
    self.session = session
    self.files = files
    self.today = today
  }

  package init(_ session: Session, files: [String], options: ImportOptions, today: Day) {
    self.init(session, files: files.map { File($0, options) }, today: today)
  }

  /// - Parameters:
  ///   - begins: the session is new, and takes the currency of the files' amounts.
  ///   - goOn: gets the file being read and the share done; false cancels.
  package func run(
    begins: Bool, goOn: @escaping (String, Double) -> Bool = { _, _ in true }
  ) throws(ImportError) -> Result {
    var start = session
    var found: [(file: File, plan: ImportPlan)] = []
    var problems: [(file: File, error: ImportError)] = []
    for file in files {
      do throws(ImportError) {
        let job = job(start, file)
        if begins, found.allSatisfy({ $0.plan.onlyCurrency == nil }) {
          let (begun, plan) = try job.begin { goOn(file.path, $0) }
          start = begun
          found.append((file, plan))
        } else {
          found.append((file, try job.run { goOn(file.path, $0) }))
        }
      } catch {
        try keep(error, of: file, &problems)
      }
    }
    guard found.count > 1 else {
      let plan = found.first?.plan
      return Result(
        session: start, files: found, problems: problems, edit: plan?.edit ?? .group("", []),
        title: plan.map(ImportReport.title) ?? "")
    }
    // What the earlier ones bring, the later ones refer to.
    let ordered = found.enumerated().sorted {
      ($0.element.plan.kind.rank, $0.offset) < ($1.element.plan.kind.rank, $1.offset)
    }
    var now = start
    var read: [(file: File, plan: ImportPlan)] = []
    for (_, entry) in ordered {
      do throws(ImportError) {
        let plan = try job(now, entry.file).run { goOn(entry.file.path, $0) }
        do throws(EditError) {
          try now.apply(plan.edit)
        } catch {
          throw ImportError("\(plan.file): \(error.description)")
        }
        read.append((entry.file, plan))
      } catch {
        try keep(error, of: entry.file, &problems)
      }
    }
    let title = "import of \(CountText.plural(read.count, "file"))"
    return Result(
      session: start, files: read, problems: problems, edit: .group(title, read.map(\.plan.edit)),
      title: title)
  }

  private func keep(
    _ error: ImportError, of file: File, _ problems: inout [(file: File, error: ImportError)]
  ) throws(ImportError) {
    guard file.options.isDraft, error.cause != .cancelled else { throw error }
    problems.append((file, error))
  }

  private func job(_ session: Session, _ file: File) -> ImportJob {
    ImportJob(session, file: file.path, options: file.options, today: today)
  }
}

extension ImportPlan.Kind {
  /// Lower ones come first in a set of files.
  fileprivate var rank: Int {
    switch self {
    case .roster: 0
    case .campaigns: 1
    case .bookings: 2
    case .posts, .measurements: 3
    case .orders: 4
    case .payouts: 5
    }
  }
}
