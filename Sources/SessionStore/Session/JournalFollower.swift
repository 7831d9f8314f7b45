import JSON
import LibC
import Marketing

/// Follows the journal of a session that another program writes, for a window that only shows it.
package struct JournalFollower {
  package enum News: Sendable {
    case nothing
    case changes([Edit])
    /// Something happened that can't be told in edits: read the session again.
    case readAgain
    /// The session isn't there any more.
    case gone
  }

  private let state: DurableFolder
  private var number: Int
  /// All journals that lay there at the last look.
  private var known: [Int]
  private var offset: Int
  private var nextSequence: Int64
  /// The documents of the last save.
  private(set) var saved: [String: FileStamp]

  init(_ state: DurableFolder, _ reading: JournalReading?) {
    self.state = state
    number = reading?.number ?? 0
    known = (try? JournalReading.numbers(in: state)) ?? []
    offset = reading?.validLength ?? 0
    nextSequence = reading?.nextSequence ?? 1
    saved = reading?.base?.files ?? [:]
  }

  mutating func look() -> News {
    let numbers = (try? JournalReading.numbers(in: state)) ?? []
    if numbers != known {
      known = numbers
      let current = (try? JournalChain(in: state))?.current ?? 0
      guard current == number else { return current == 0 ? .nothing : .readAgain }
    }
    guard number > 0,
      let file = try? OpenFile(
        state.full(SessionLayout.journal(number)), flags: O_RDONLY | O_NONBLOCK, calls: state.calls),
      let size = try? Int(file.plainFileStatus(.read).st_size), size != offset
    else { return .nothing }
    guard size > offset, let bytes = try? file.bytes(at: offset, count: size - offset) else {
      return .readAgain
    }
    let contents = Journal.read(bytes, firstSequence: nextSequence)
    if case .damaged = contents.tail { return .readAgain }
    offset += contents.validLength
    nextSequence += Int64(contents.records.count)
    var edits: [Edit] = []
    for record in contents.records {
      switch record.kind {
      case .change:
        guard let change = record.change else { return .readAgain }
        guard !change.edit.isEmpty else { continue }
        guard
          let edit = try? JSONReader.read(
            change.edit, maximumDepth: Journal.maximumDepth,
            { reader throws(JSONError) in try reader.readEdit() })
        else { return .readAgain }
        edits.append(edit)
      case .save:
        guard let save = JournalReading.save(of: record) else { return .readAgain }
        // Its writer had taken over what a third program wrote, and this one missed it.
        let isAsKnown = save.former.allSatisfy { saved[$0.key] == $0.value }
        saved = save.files
        guard isAsKnown else { return .readAgain }
      case .discard, .begin, .edit, .commit: return .readAgain
      }
    }
    return edits.isEmpty ? .nothing : .changes(edits)
  }
}
