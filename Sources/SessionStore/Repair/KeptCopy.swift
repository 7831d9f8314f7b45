import LibC

/// A file that was set aside or staged.
struct KeptCopy {
  /// From the session's folder.
  let place: String
  let bytes: [UInt8]

  /// The newest copy that fits.
  static func latest(
    of name: String, in state: DurableFolder, _ fits: ([UInt8]) -> Bool
  ) throws(FileError) -> KeptCopy? {
    let staging = DurableFolder(state.full(SessionLayout.staging), calls: state.calls)
    var places = ((try? staging.names()) ?? []).map { "\(SessionLayout.staging)/\($0)/\(name)" }
    let kept = DurableFolder(state.full(SessionLayout.kept), calls: state.calls)
    places += ((try? kept.names()) ?? []).filter {
      ($0 == name || $0.hasSuffix("-\(name)") || $0.hasPrefix("\(name).")
        || $0.contains("-\(name).")) && !$0.contains(".line-")
    }.map { "\(SessionLayout.kept)/\($0)" }
    var found: (copy: KeptCopy, time: Int)?
    for place in places {
      guard let status = try state.status(of: place),
        let bytes = try? FileContents.read(state.full(place), calls: state.calls), fits(bytes)
      else { continue }
      let time = Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec)
      guard time >= found?.time ?? 0 else { continue }
      found = (KeptCopy(place: "\(SessionLayout.state)/\(place)", bytes: bytes), time)
    }
    return found?.copy
  }
}

extension KeptCopy {
  /// A copy of a file of measurements just as it was written.
  static func measurements(
    _ file: MetricsFile, in state: DurableFolder, _ isAsWritten: ([UInt8]) -> Bool
  ) throws(FileError) -> KeptCopy? {
    let name = file.path.split(separator: "/").joined(separator: "-")
    for wanted in [file.stagedName, name] {
      if let copy = try latest(of: wanted, in: state, isAsWritten) { return copy }
    }
    return nil
  }
}
