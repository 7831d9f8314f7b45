import Marketing
import Screen
import SessionStore

/// What the loop hands to `update`: what came from outside, and how effects ended.
enum Action: Sendable {
  case event(Event)
  /// A day has gone by, or the program was started.
  case clock(Day)
  /// Time goes by: seconds since 1970.
  case tick(Double)
  case effectEnded(Outcome)
}

/// Work that the shell need not know: it says how it goes and how it ended. Its task is cancelled when nobody wants it
/// any more.
struct Errand: Sendable {
  let run: @Sendable (_ report: @escaping @Sendable (Outcome) -> Void) -> Void
}

/// Work outside the state, as a value. The runtime carries it out and answers with an `Outcome`.
enum Effect: Sendable {
  /// Brings the edit to disk; group commits are the store's affair.
  case journal(Edit)
  /// Writes the whole session. `change` is the state of the history that it holds.
  case save(Session, view: SavedView, change: History.Position)
  case saveAs(Session, path: String, view: SavedView, change: History.Position)
  case open(path: String)
  /// Opens a session without its lock; nothing can be written.
  case look(path: String)
  case create(path: String, name: String)
  case demo
  /// Reads a file, or something else that takes a while; one at a time.
  case work(Errand)
  /// A file that exists is only replaced when the person has agreed to that.
  case export(ExportKind, path: String, session: Session, replacing: Bool = false)
  case completePath(String)
  case writeConfig(Config)
  /// Gives the terminal back to the shell until the user resumes.
  case suspend
  /// Feeds are to know what has changed; the session has its measurements only when feeds themselves changed.
  case updateFeeds(Session, feedsChanged: Bool)
  /// The person agrees that these arguments are run for this session.
  case consent([String])
  case compute(Computation)
  /// Stops the work that the header names.
  case cancelTask
  /// Draws everything anew, whatever the terminal shows now.
  case redraw
  /// Forgets the edits since the last save.
  case discardChanges
  /// Ends the loop. The view is kept, and so is the journal.
  case leave(view: SavedView)
}
