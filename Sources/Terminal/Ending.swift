import CNcurses

/// How the process ends when something else decides it.
package enum Ending {
  /// From now on a crash gives the terminal back, says so in a line and ends the program at once.
  package static func handleCrashes() { clout_faults_install() }

  /// Ends the process by the signal that asked for it, so that whoever started it sees that.
  package static func end(by signal: Int32) -> Never { clout_end_by(signal) }
}
