import ArgumentParser
import LibC
import Marketing
import Metrics
import Screen
import SessionStore

/// Reported on standard error; the program then exits with status 1.
struct Failure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = printable(description, keepsLines: true) }
}

/// Data goes to standard output, messages to standard error.
enum Output {
  static func data(_ bytes: [UInt8]) throws(Failure) { try write(bytes, to: 1) }
  static func data(_ text: String) throws(Failure) { try data(Array((text + "\n").utf8)) }

  static func talk(_ text: String) {
    _ = try? write(Array((printable(text, keepsLines: true) + "\n").utf8), to: 2)
  }

  /// Control sequences for a terminal on standard error.
  static func raw(_ text: String) { _ = try? write(Array(text.utf8), to: 2) }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        LibC.write(descriptor, $0.baseAddress, $0.count)
      }
      if count > 0 {
        written += count
      } else if errno != EINTR {
        throw Failure("The output could not be written: \(String(cString: strerror(errno))).")
      }
    }
  }
}

extension ParsableCommand {
  /// Runs the body; errors become a message and exit status 1.
  func reporting(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let code as ExitCode {
      throw code
    } catch let error as ValidationError {
      throw error
    } catch let error as StoreError {
      Output.talk("clout: \(error.atPrompt)")
      throw ExitCode(1)
    } catch let error as FileError {
      Output.talk("clout: \(error.atPrompt)")
      throw ExitCode(1)
    } catch {
      Output.talk("clout: \(error)")
      throw ExitCode(1)
    }
  }

  /// Reads a session without taking its lock.
  func read(_ path: String) throws -> Session { try readWithView(path).0 }

  /// The same with what the session keeps for the screens.
  func readWithView(_ path: String) throws -> (Session, SavedView) {
    let (folder, contents) = try SessionFolder.open(at: path, readOnly: true)
    folder.close()
    for note in contents.notes { Output.talk("clout: \(note)") }
    return (contents.session, contents.view)
  }
}

extension Dimension: ExpressibleByArgument {}
extension ExportKind: ExpressibleByArgument {}
extension ExportFormat: ExpressibleByArgument {}
