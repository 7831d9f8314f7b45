import Marketing
import Screen
import SessionStore

/// What the loop hands to `update`: input from outside, and the outcomes of effects.
enum Action: Sendable {
  case event(Event)
  /// Today's date: at the start, and whenever a new day begins.
  case clock(Day)
  /// A tick of the clock, in seconds since 1970.
  case tick(Double)
  case effectEnded(Outcome)
}

/// Work of which the shell knows only the progress and the outcome. Its task is cancelled once nobody waits for it.
struct Errand: Sendable {
  let run: @Sendable (_ report: @escaping @Sendable (Outcome) -> Void) -> Void
}

/// Something to do outside the state, as a value. The runtime does it and answers with an `Outcome`.
enum Effect: Sendable {
  /// Writes the edit to the journal, with the one that takes it back; how writes are batched is up to the store.
  case journal(Edit, undo: Edit? = nil, title: String = "")
  /// Writes the whole session. `change` is the point in the history that it captures.
  case save(Session, view: SavedView, change: History.Position)
  case saveAs(Session, path: String, view: SavedView, change: History.Position)
  case open(path: String)
  /// Opens a session read-only, without taking its lock.
  case look(path: String)
  case create(path: String, settings: Settings, notes: [String] = [])
  case demo
  /// Reads a file or does other slow work; one at a time.
  case work(Errand)
  /// An existing file is only replaced when the user has agreed to it.
  case export(ExportKind, path: String, session: Session, replacing: Bool = false)
  case completePath(String)
  case writeConfig(Config)
  /// Gives the terminal back to the shell until the user resumes.
  case suspend
  /// Tells the feeds what has changed. The session carries its measurements only if the feeds themselves changed.
  case updateFeeds(Session, feedsChanged: Bool)
  /// Reads everything that a feed's source has from the start.
  case readFeedAgain(FeedID)
  /// The user has agreed to this command being run for this session.
  case consent([String])
  case compute(Computation)
  /// Cancels the work shown in the header.
  case cancelTask
  /// Repaints everything, whatever the terminal shows now.
  case redraw
  /// Takes in what another program did to the session's files. The session is as it is now.
  case takeOutsideChange(Session)
  /// Looks for the latest change in the log, to take it back.
  case findLogged(Session)
  /// Forgets the edits since the last save.
  case discardChanges
  /// Ends the loop; view and journal stay on disk.
  case leave(view: SavedView)
}
