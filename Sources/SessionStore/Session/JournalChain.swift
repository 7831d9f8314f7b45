import JSON
import LibC

/// Which of the journals in a session's folder is in use, and which only look as if they were.
///
/// The next journal says which one it continues, and when it was begun. A file that doesn't, such as a copy that
/// somebody laid beside the original, isn't one of them, whatever its number: what it lacks would be lost.
struct JournalChain {
  enum Stray: Hashable, Sendable {
    /// The same as another one, as far as it goes.
    case copy(of: Int)
    /// It continues none of those that are here, or one that another continues since.
    case unrelated
  }

  /// The journal that counts; nil if there is none. Another session's that has the highest number is taken for it, so
  /// that it is noticed.
  private(set) var current: Int?
  /// Own ones that have no place among the others, by their number.
  private(set) var strays: [Int: Stray] = [:]
  /// Those that make up the log, oldest first: neither strays nor, if it is known whose they must be, another session's.
  private(set) var members: [Int] = []

  /// - Parameter session: whose they must be; nil or empty if that isn't known.
  init(in state: DurableFolder, of session: String? = nil) throws(FileError) {
    let numbers = try JournalReading.numbers(in: state)
    members = numbers
    current = numbers.last
    guard numbers.count > 1 || session?.isEmpty == false else { return }
    var starts: [Int: Start] = [:]
    for number in numbers { starts[number] = try Start(number, in: state) }
    /// The chain of each session; normally there is one.
    var chains: [String: [Start]] = [:]
    for number in numbers {
      current = number
      guard let start = starts[number], let owner = start.session else { continue }
      var chain = chains[owner] ?? []
      if let at = chain.firstIndex(where: { $0.line == start.line }) {
        if at == chain.count - 1, start.size > chain[at].size {
          // What is left of the original has less in it.
          strays[chain[at].number] = .copy(of: number)
          chain[at] = start
        } else {
          strays[number] = .copy(of: chain[at].number)
        }
      } else if let last = chain.last, !start.continues(last) {
        strays[number] = .unrelated
      } else {
        chain.append(start)
      }
      chains[owner] = chain
      current = chain.last?.number
    }
    members = numbers.filter { number in
      guard strays[number] == nil else { return false }
      guard let session, !session.isEmpty, let owner = starts[number]?.session else { return true }
      return owner == session
    }
  }

  /// How a journal begins.
  private struct Start {
    let number: Int
    let size: Int
    /// The first line; empty if it can't be read.
    let line: [UInt8]
    let session: String?
    private let after: String?
    private let begun: Int64?

    init(_ number: Int, in state: DurableFolder) throws(FileError) {
      self.number = number
      let file = try OpenFile(
        state.full(SessionLayout.journal(number)), flags: O_RDONLY | O_NONBLOCK, calls: state.calls)
      size = Int(try file.plainFileStatus(.read).st_size)
      let first = try JournalReading.first(of: file)
      line = first.map { Journal.line(for: $0) } ?? []
      let begin = first.flatMap(JournalReading.begin(of:))
      session = begin?.session
      after = begin?.after?.name
      begun = begin?.begun
    }

    func continues(_ last: Start) -> Bool {
      // The one that it names may have been removed since.
      guard let former = after.flatMap(SessionLayout.journalNumber), former < number else {
        return false
      }
      // Journals that earlier versions began don't say when.
      guard let begun, let since = last.begun else { return true }
      return begun > since
    }
  }
}

extension JournalChain.Stray {
  /// What is wrong with it, after the file's name.
  var words: String {
    switch self {
    case .copy(let number):
      "it is a copy of \(SessionLayout.journal(number)), laid there by somebody else: it doesn't count"
    case .unrelated:
      "it doesn't continue the session's log, and was laid there by somebody else: it doesn't count"
    }
  }
}
