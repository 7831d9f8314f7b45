import ArgumentParser
import Marketing
import Metrics
import SessionStore
import Workbench

/// Reported on standard error; the program then exits with status 1.
struct Failure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
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
    } catch let error as ImportError where error.cause == .grain {
      Output.talk("clout: \(error)")
      throw ExitCode(2)
    } catch let refusal as Refusal {
      Output.talk(["clout: " + (refusal.lines.first ?? "")] + refusal.lines.dropFirst())
      throw ExitCode(1)
    } catch {
      Output.talk("clout: \(error)")
      throw ExitCode(1)
    }
  }
}

/// For commands that change a session.
struct AuthorOption: ParsableArguments {
  @Option(
    name: .customLong("author"),
    help: "Who is named in the session's log; by default CLOUT_AUTHOR, or your user name.")
  var given: String?

  var name: String {
    get throws { try SessionAuthor.named(given) }
  }
}

extension Dimension: ExpressibleByArgument {}
extension ExportKind: ExpressibleByArgument {}
extension ExportFormat: ExpressibleByArgument {}
