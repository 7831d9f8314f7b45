import Marketing
import SessionStore
import Wording

/// Several files imported in one go, as one change: whom they name first, then what those did, whatever the order in
/// which the files were given.
package struct ImportSet: Sendable {
  package struct Result: Sendable {
    /// The session that the change is made to.
    package var session: Session
    /// One for each file, in the order in which they were read.
    package var plans: [ImportPlan]
    package var edit: Edit
    /// The change's title in the log.
    package var title: String
  }

  private let session: Session
  private let files: [String]
  private let options: ImportOptions
  private let today: Day

  package init(_ session: Session, files: [String], options: ImportOptions, today: Day) {
    self.session = session
    self.files = files
    self.options = options
    self.today = today
  }

  /// - Parameters:
  ///   - begins: the session is new, and takes the currency of the files' amounts.
  ///   - goOn: gets the file being read and the share done; false cancels.
  package func run(
    begins: Bool, goOn: @escaping (String, Double) -> Bool = { _, _ in true }
  ) throws(ImportError) -> Result {
    var start = session
    var found: [(file: String, plan: ImportPlan)] = []
    for file in files {
      let job = job(start, file)
      if begins, found.allSatisfy({ $0.plan.onlyCurrency == nil }) {
        let (begun, plan) = try job.begin { goOn(file, $0) }
        start = begun
        found.append((file, plan))
      } else {
        found.append((file, try job.run { goOn(file, $0) }))
      }
    }
    guard found.count > 1 else {
      let plan = found.first?.plan
      return Result(
        session: start, plans: found.map(\.plan), edit: plan?.edit ?? .group("", []),
        title: plan.map(ImportReport.title) ?? "")
    }
    // What the earlier ones bring, the later ones refer to.
    let ordered = found.enumerated().sorted {
      ($0.element.plan.kind.rank, $0.offset) < ($1.element.plan.kind.rank, $1.offset)
    }
    var now = start
    var plans: [ImportPlan] = []
    for (_, entry) in ordered {
      let plan = try job(now, entry.file).run { goOn(entry.file, $0) }
      do throws(EditError) {
        try now.apply(plan.edit)
      } catch {
        throw ImportError("\(plan.file): \(error.description)")
      }
      plans.append(plan)
    }
    let title = "import of \(CountText.plural(plans.count, "file"))"
    return Result(
      session: start, plans: plans, edit: .group(title, plans.map(\.edit)), title: title)
  }

  private func job(_ session: Session, _ file: String) -> ImportJob {
    ImportJob(session, file: file, options: options, today: today)
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
