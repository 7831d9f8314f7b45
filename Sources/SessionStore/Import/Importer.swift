import LibC
import Marketing
import Packed
import Tabular

/// Reads an export and works out what it would change in a session.
package enum Importer {
  /// The name that stands for standard input.
  package static let standardInput = "-"

  /// Reads the file twice: to understand its columns, then row by row. Memory grows with the records, not with the
  /// file.
  ///
  /// `progress` gets the share done, 0...1, and returns false to cancel. Throws `ImportError` if the file can't be
  /// read, its columns can't be understood, or something has to be given first (platform, campaign).
  package static func plan(
    file path: String, options: ImportOptions, session: Session,
    progress: @escaping (Double) -> Bool
  ) throws(ImportError) -> ImportPlan {
    let shown = path == standardInput ? "standard input" : path
    do {
      let isPiped = path == standardInput
      let name =
        isPiped ? "standard input" : path.split(separator: "/").last.map(String.init) ?? path
      let store: any ByteStore =
        isPiped ? try PipedInput(descriptor: STDIN_FILENO) : try FileStore(path: path)
      // To find out what it is, to understand its columns, and to read its rows.
      let meter = ReadingMeter(total: store.size * 3, progress: progress)
      let (file, sheets) = try table(in: store, options) { count in
        meter.add(count)
        if !meter.goesOn() { throw ImportError.cancelled }
      }
      let open: () throws -> any TabularSource = { try file.open() }
      if var plan = try OwnImport.plan(
        name, options: options, session: session, meter: meter, open: file.openText ?? open)
      {
        if !sheets.isEmpty { plan.questions = [.sheet(sheets)] }
        return plan
      }
      guard
        let inspection = try TableInspection.inspect(progress: { _ in meter.goesOn() }, open: open)
      else {
        throw ImportError.cancelled
      }
      var options = options
      let former = options.memory?.mapping(for: inspection.header)
      if let former { options.recall(former) }
      var overrides: [MappingOverride] = []
      for override in options.mapping {
        overrides.append(try MappingOverride(parsing: "\(override.header)=\(override.field)"))
      }
      func propose(creditsCampaigns: Bool) throws -> ColumnMapping {
        try ColumnMapping.propose(
          for: inspection, fileName: name, kind: options.kind, overrides: overrides,
          dates: options.dates?.order, today: options.today, platform: options.platform?.rawValue,
          creditsCampaigns: creditsCampaigns)
      }
      var mapping = try propose(creditsCampaigns: false)
      if namesCreators(mapping, inspection, session) {
        mapping = try propose(creditsCampaigns: true)
      }
      if let former, let platform = former.platform, options.platform == nil,
        case .missing = mapping.platform
      {
        (options.platform, options.platformFrom) = (platform, former.file)
      }
      if options.influencer == nil, let handle = influencer(inName: name, mapping, session) {
        (options.influencer, options.isInfluencerGuessed) = (handle, true)
      }
      let named = mapping.kind == .roster ? FileNameClues(name).day : nil
      if !options.isDayGiven, let named, let today = options.today, named <= today {
        options.asOf = named
      }
      var batch = ImportBatch(
        file: name, mapping: mapping, inspection: inspection, options: options, session: session)
      if !sheets.isEmpty { batch.questions.append(.sheet(sheets)) }
      if let name = options.influencer, !options.isInfluencerGuessed, !batch.takesInfluencer {
        batch.note(
          "\(name) as the influencer isn't used: the file's own columns say whose its rows are.")
      }
      if let former {
        let what =
          options.platformFrom == nil
          ? "Columns are"
          : "\(former.mapping.isEmpty ? "" : "Columns and ")the platform, \(former.platform?.title ?? ""), is"
        batch.note(
          "\(what.prefix(1).uppercased())\(what.dropFirst()) as you said for \(former.file): remembered as “\(former.name)” (clout profiles "
            + "--forget \(former.name) drops it).")
      }
      let table = try TableReader(dialect: inspection.dialect, open: open)
      do {
        try batch.read(table) { meter.goesOn() }
      } catch let error as ImportError where options.isDraft && error.isQuestion {
        // What has no choices of its own is asked in its own words.
        if batch.questions.isEmpty {
          batch.questions.append(
            error.cause == .grain
              ? .grain : ImportQuestion(.kind, error.description, ImportQuestion.kinds))
        }
      }
      var plan = batch.plan
      plan.otherTables = file.others.isEmpty ? sheets.filter { $0 != sheets.first } : file.others
      plan.notes = file.remarks + table.remarks + plan.notes
      return plan
    } catch let error as ImportError {
      throw error
    } catch let error as TabularError {
      // This one names the file itself.
      if case .cannotRead = error { throw ImportError(.table(error), "\(error)") }
      throw ImportError(.table(error), "\(shown): \(error)")
    } catch let error as MappingError {
      throw ImportError(.mapping(error), "\(shown): \(error)")
    } catch {
      throw ImportError(.other, "\(shown): \(error)")
    }
  }
}

extension Importer {
  /// The handle from the roster that is in the file's name, where no column says whose its figures are.
  private static func influencer(
    inName file: String, _ mapping: ColumnMapping, _ session: Session
  ) -> String? {
    let telling: [ImportField] = [
      .influencerReference, .adName, .promoCode, .trackingLink, .campaign,
    ]
    guard mapping.kind == .posts, telling.allSatisfy({ mapping.column(of: $0) == nil }) else {
      return nil
    }
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    let found = CreatorIndex(session.roster).find(inAdvert: stem, platform: nil)
    return found.flatMap { session.roster[$0]?.handle }.flatMap { $0.count >= 5 ? $0 : nil }
  }

  /// Whether creators of the roster are in the names of an ad platform's campaigns, where nothing else says whom the ads
  /// show.
  private static func namesCreators(
    _ mapping: ColumnMapping, _ inspection: TableInspection, _ session: Session
  ) -> Bool {
    guard mapping.kind == .unknown, mapping.column(of: .spend) != nil,
      let campaign = mapping.column(of: .campaign)
    else { return false }
    let creators = CreatorIndex(session.roster)
    return inspection.columns[campaign.index].examples.contains {
      creators.find(inAdvert: $0, platform: nil) != nil
    }
  }

  /// The table that is meant. A draft takes the first of several, which it then asks about.
  private static func table(
    in store: any ByteStore, _ options: ImportOptions, _ onRead: @escaping (Int) throws -> Void
  ) throws -> (TableFile, sheets: [String]) {
    do {
      return (try TableFile(store, sheet: options.sheet, onRead: onRead), [])
    } catch TabularError.severalTables(let names) where options.isDraft && !names.isEmpty {
      return (try TableFile(store, sheet: names[0], onRead: onRead), names)
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

  func add(_ count: Int) { read += count }
}
