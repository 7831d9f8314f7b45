import Marketing
import Tabular

/// Reads an export and works out what it would change in a session.
package enum Importer {
  /// Reads the file twice: to understand its columns, then row by row. Memory grows with the records, not with the
  /// file.
  ///
  /// `progress` gets the share done, 0...1, and returns false to cancel. Throws `ImportError` if the file can't be
  /// read, its columns can't be understood, or something has to be given first (platform, campaign).
  package static func plan(
    file path: String, options: ImportOptions, session: Session,
    progress: @escaping (Double) -> Bool
  ) throws(ImportError) -> ImportPlan {
    do {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let meter = ReadingMeter(total: try FileSource(path: path).size * 3, progress: progress)
      let open: () throws -> any TabularSource = { meter.watching(try FileSource(path: path)) }
      guard
        let inspection = try TableInspection.inspect(progress: { _ in meter.goesOn() }, open: open)
      else {
        throw ImportError.cancelled
      }
      var overrides: [MappingOverride] = []
      for override in options.mapping {
        overrides.append(try MappingOverride(parsing: "\(override.header)=\(override.field)"))
      }
      let mapping = try ColumnMapping.propose(
        for: inspection, fileName: name, overrides: overrides, dates: options.dates?.order,
        today: options.today)
      var batch = ImportBatch(
        file: name, mapping: mapping, inspection: inspection, options: options, session: session)
      let table = try TableReader(dialect: inspection.dialect, open: open)
      try batch.read(table) { meter.goesOn() }
      return batch.plan
    } catch let error as ImportError {
      throw error
    } catch let error as TabularError {
      // This one names the file itself.
      if case .cannotRead = error { throw ImportError(.table(error), "\(error)") }
      throw ImportError(.table(error), "\(path): \(error)")
    } catch let error as MappingError {
      throw ImportError(.mapping(error), "\(path): \(error)")
    } catch {
      throw ImportError(.other, "\(path): \(error)")
    }
  }
}

/// Counts the bytes read, for progress and cancelling.
final class ReadingMeter {
  private let total: Int
  private let progress: (Double) -> Bool
  private var read = 0

  init(total: Int, progress: @escaping (Double) -> Bool) {
    self.total = total
    self.progress = progress
  }

  func goesOn() -> Bool {
    progress(total > 0 ? min(1, Double(read) / Double(total)) : 0)
  }

  func watching(_ source: any TabularSource) -> any TabularSource { Watched(source, self) }

  private final class Watched: TabularSource {
    private let source: any TabularSource
    private let meter: ReadingMeter

    init(_ source: any TabularSource, _ meter: ReadingMeter) {
      self.source = source
      self.meter = meter
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
      let count = try source.read(into: buffer)
      meter.read += count
      return count
    }
  }
}
