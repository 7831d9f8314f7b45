import Marketing
import SessionStore
import Wording
import Workbench

/// How files were understood, before anything changes: what will happen, what is open, each column with its reason. It
/// is read again with every answer.
struct ImportPreview: ListLayer {
  struct Entry: Sendable {
    var file: ImportSet.File
    /// Nil if the file can't be read.
    var plan: ImportPlan?
    var problem = ""
    /// The sheets of a workbook, if there are several.
    var sheets: [String] = []

    var name: String {
      let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
      // Of one sheet among others, its name says more than the workbook's.
      return file.options.sheet.map { "\(name): \($0)" } ?? name
    }
    fileprivate var identity: [String?] { [file.path, file.options.sheet] }
  }

  /// A question, and the files that it is about.
  struct OpenQuestion: Hashable, Sendable {
    var question: ImportQuestion
    var files: [Int]
  }

  /// What can be selected, from top to bottom.
  enum Item: Hashable, Sendable {
    case question(Int)
    case file(Int)
    case column(Int)
    case note(Int)
  }

  private(set) var entries: [Entry] = []
  private(set) var questions: [OpenQuestion] = []
  private(set) var edit = Edit.group("", [])
  private(set) var changeTitle = ""
  /// The file whose columns are shown.
  private(set) var current = 0
  /// The campaign that was in view when the file was named: it is used, but nobody said it.
  let inView: String?
  let token: Int
  /// Read again at the moment; what is shown is of before.
  private(set) var isReading = false
  /// How often its files were read again: what an earlier reading finds counts for nothing.
  private(set) var readings = 0
  /// What was said before the answer that is being tried.
  private var former: [Entry] = []
  var selected = 0

  init(_ result: ImportSet.Result, inView: String?) {
    self.inView = inView
    token = result.files.map(\.file.path).hashValue
    take(result)
  }

  static let name = "import"
  static let title = "Preview of an import"

  var plans: [ImportPlan] { entries.compactMap(\.plan) }
  var plan: ImportPlan? { entries.indices.contains(current) ? entries[current].plan : nil }
  var options: ImportOptions { entries[current].file.options }
  var isSet: Bool { entries.count > 1 }

  /// Takes what another reading found. The cursor stays where it was, or goes to what is open.
  mutating func take(_ result: ImportSet.Result) {
    let before = entries
    former = []
    let wasOn = before.isEmpty ? nil : items(withNotes: true)[safely: selected]
    let shown = before.isEmpty ? nil : before[min(current, before.count - 1)].identity
    entries =
      result.files.map { Entry(file: $0.file, plan: $0.plan) }
      + result.problems.map { Entry(file: $0.file, plan: nil, problem: $0.error.description) }
    for place in entries.indices {
      let known = before.first { $0.file.path == entries[place].file.path }?.sheets ?? []
      entries[place].sheets = known.isEmpty ? Self.sheets(entries[place].plan) : known
    }
    (edit, changeTitle) = (result.edit, result.title)
    current = entries.firstIndex { $0.identity == shown } ?? 0
    questions = Self.questions(entries)
    isReading = false
    selected = 0
    if questions.isEmpty, let wasOn {
      // Files may stand in another order now.
      if case .file = wasOn {
        selected = items(withNotes: true).firstIndex(of: .file(current)) ?? 0
      } else {
        selected = items(withNotes: true).firstIndex(of: wasOn) ?? 0
      }
    }
    showSelected()
  }

  /// The file that the cursor is on is the one whose columns are shown.
  private mutating func showSelected() {
    switch items(withNotes: true)[safely: selected] {
    case .file(let file): current = file
    case .question(let place):
      if questions[place].files.count == 1 { current = questions[place].files[0] }
    case .column, .note, nil: break
    }
  }

  /// The answer can't be followed: it is as if it hadn't been given.
  mutating func giveUp() {
    isReading = false
    if !former.isEmpty { entries = former }
    current = min(current, max(0, entries.count - 1))
  }

  private static func sheets(_ plan: ImportPlan?) -> [String] {
    guard let plan else { return [] }
    for question in plan.questions where question.subject == .sheet {
      return question.choices.map(\.answer).filter { $0 != ImportQuestion.allSheets }
    }
    return plan.otherTables
  }

  /// Those of the campaign and of rates are about the session, so that one answer does for all files.
  private static func questions(_ entries: [Entry]) -> [OpenQuestion] {
    var found: [OpenQuestion] = []
    for (place, entry) in entries.enumerated() {
      for question in entry.plan?.questions ?? [] {
        let same = found.firstIndex { known in
          switch question.subject {
          case .campaign, .currency: known.question.subject == question.subject
          case .kind, .column, .platform, .influencer, .grain, .dates, .sheet, .day: false
          }
        }
        if let same {
          found[same].files.append(place)
        } else {
          found.append(OpenQuestion(question: question, files: [place]))
        }
      }
    }
    return found
  }

  /// - Parameter withNotes: whether there is no room for them beside the columns.
  func items(withNotes: Bool) -> [Item] {
    var items = questions.indices.map(Item.question)
    if isSet { items += entries.indices.map(Item.file) }
    items += (plan?.columns.indices).map { $0.map(Item.column) } ?? []
    if withNotes { items += (plan?.notes.indices).map { $0.map(Item.note) } ?? [] }
    return items
  }

  func items(_ state: CockpitState) -> [Item] {
    items(withNotes: ImportPreviewLayout.kind(state.size) == .narrow)
  }

  func count(_ state: CockpitState) -> Int { items(state).count }

  mutating func select(_ place: Int, _ state: CockpitState) {
    selected = max(0, min(place, items(state).count - 1))
    showSelected()
  }

  /// Shows the columns of the next file.
  mutating func turn(by step: Int) {
    guard isSet else { return }
    current = (current + step + entries.count) % entries.count
    selected = items(withNotes: true).firstIndex(of: .file(current)) ?? 0
  }

  // MARK: Answers

  /// Says something about files, which have to be read again.
  mutating func say(
    about files: [Int], _ state: CockpitState, _ change: (inout ImportOptions) -> Void
  ) -> [Effect] {
    guard let session = state.document?.session else { return [] }
    if former.isEmpty { former = entries }
    for file in files where entries.indices.contains(file) { change(&entries[file].file.options) }
    let former: [Effect] = isReading ? [.cancelTask] : []
    isReading = true
    readings += 1
    return former + [
      .work(
        ImportWork.again(
          entries.map(\.file), of: token, reading: readings, session, today: state.today))
    ]
  }

  /// Takes one sheet of a workbook, or all of them, one after the other.
  mutating func takeSheet(_ answer: String, of file: Int, _ state: CockpitState) -> [Effect] {
    let entry = entries[file]
    let sheets = answer == ImportQuestion.allSheets ? entry.sheets : [answer]
    former = entries
    let read = sheets.map { sheet in
      var one = entry
      one.file.options.sheet = sheet
      return one
    }
    entries.replaceSubrange(file...file, with: read)
    return say(about: [], state) { _ in }
  }

  /// Leaves the file under the cursor out of the set.
  mutating func leaveOut(_ state: CockpitState) -> [Effect] {
    guard isSet, entries.indices.contains(current) else { return [] }
    former = entries
    entries.remove(at: current)
    current = min(current, entries.count - 1)
    // Until it is read again, the cursor is on a file, too.
    questions = []
    selected = items(withNotes: true).firstIndex(of: .file(current)) ?? 0
    return say(about: [], state) { _ in }
  }

  func help(_ state: CockpitState) -> [TextLine] {
    [
      "Nothing has changed yet. On top stands what Enter would do; under it what the file doesn't say and you have to: "
        + "a digit answers, Enter shows the choices with what they mean. Every answer is read at once.",
      "Each column of the file has a line: what it is taken for, whether that is sure, a guess or said by you, values "
        + "from it, and the reason. m says what it is instead; that is remembered for the next file with the same headers.",
      "“Kept as a column” stays with the record under its own name and counts in no figure; “Left out” doesn't get into "
        + "the session. ▲ marks columns of numbers that would be lost.",
      "Several files are one change, read in the order that fits. Going over their lines, or Tab, shows their columns.",
    ].flatMap { [TextLine(text: $0), TextLine(text: "")] }
  }
}

extension Array {
  /// Nil if there is no such place.
  subscript(safely place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
