import Profiles

/// The profiles that come with the program. They are read when a file is looked at, not when the program starts.
package enum ProfileShelf {
  /// Sorted by product and title. A broken file can't come with the program: a test reads them all.
  package static let builtIn: [ExportProfile] = ProfileFiles.all.compactMap { file in
    try? ExportProfile(json: file.contents, file: file.name)
  }.sorted { ($0.product.lowercased(), $0.title) < ($1.product.lowercased(), $1.title) }

  /// Everything that is wrong with the files.
  package static var problems: [ProfileError] {
    ProfileFiles.all.compactMap { file in
      do throws(ProfileError) {
        let profile = try ExportProfile(json: file.contents, file: file.name)
        return file.name == profile.name + ".json"
          ? nil : ProfileError(file: file.name, message: "it is called “\(profile.name)” inside")
      } catch {
        return error
      }
    }
  }

  package static func profile(named name: String) -> ExportProfile? {
    builtIn.first { $0.name == name }
  }
}
