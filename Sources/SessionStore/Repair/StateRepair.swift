import LibC

extension SessionRepair {
  /// Makes room for `.state` and what belongs in it, which locking needs already.
  static func clearState(_ folder: DurableFolder, _ report: inout Report) throws(FileError) {
    for obstacle in StateObstacle.all(in: folder) {
      report.steps.append(
        "\(obstacle.path) is \(obstacle.what), where \(obstacle.wanted) belongs: it goes to \(keptIn)."
      )
      guard !report.isDryRun else { continue }
      let name = FilePath.name(of: obstacle.path)
      // Aside first, since it may be in the way of the very folder that it is kept in.
      let aside = folder.full(".aside-\(getpid())")
      let result = folder.calls.rename(folder.full(obstacle.path), aside)
      guard result >= 0 else {
        throw FileError(.replace, folder.full(obstacle.path), code: -result)
      }
      let state = SessionLayout.stateFolder(folder)
      try state.create()
      try state.subfolder(SessionLayout.kept).keep(aside, as: name)
      try folder.sync()
    }
  }
}
