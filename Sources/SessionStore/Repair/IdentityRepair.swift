import JSON
import Marketing

/// Mends a session.json that doesn't say which session it is.
///
/// That comes before everything else: without it nothing can be told to be another session's.
extension SessionRepair {
  /// - Returns: session.json as it is then, if it wasn't well.
  static func restoreIdentity(
    _ folder: DurableFolder, adopts: Bool, _ report: inout Report
  ) throws(FileError) -> SessionDocuments.Header? {
    let name = SessionDocuments.session
    guard let bytes = try? FileContents.read(folder.full(name), calls: folder.calls),
      var header = try? SessionDocuments.readHeader(bytes), header.format > 1,
      !SessionIdentity.isValid(header.identity)
    else { return nil }
    let traces = IdentityTraces(folder)
    let complaint = "\(name): \(traces.complaint(about: header.identity))."
    if let agreed = traces.agreed {
      report.steps.append("\(complaint) That is put back. The former file is in \(keptIn).")
      header.identity = agreed
    } else if !traces.isEmpty, traces.agreedStart == nil {
      report.advice.append(
        "\(complaint) Nothing is changed. Take the files that aren't this session's out of its folder, or write the "
          + "right one into \(name), as in \"session\": \"\(traces.example)\", and run clout repair again."
      )
      return nil
    } else if !adopts {
      report.advice.append(
        "\(complaint) Put \(name) back from a backup or from git (git checkout -- \(name)), or let clout repair "
          + "--adopt give the session a new identity. Copies of it elsewhere are other sessions then."
      )
      return nil
    } else if let start = traces.agreedStart {
      // The files of measurements keep their names, and two clones come to the same.
      header.identity = start + start
      report.steps.append(
        "\(complaint) The session is \(header.identity) from now on, so that these files stay its own. The former "
          + "file is in \(keptIn).")
    } else {
      header.identity = SessionIdentity.make()
      report.steps.append(
        "\(complaint) It gets a new identity. The former file is in \(keptIn).")
    }
    guard !report.isDryRun else { return header }
    try keep(bytes, as: name, in: SessionLayout.stateFolder(folder))
    try folder.write(SessionDocuments.write(header), to: name)
    return header
  }
}
