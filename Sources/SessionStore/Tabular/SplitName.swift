/// Headers of names that a roster has in two columns.
enum SplitName {
  private static let given: Set<String> = [
    "first name", "firstname", "given name", "forename", "vorname", "prénom", "prenom", "nombre",
    "voornaam", "nome", "imię", "förnamn", "fornavn", "名", "имя",
  ]
  private static let family: Set<String> = [
    "last name", "lastname", "surname", "family name", "nachname", "familienname", "nom",
    "nom de famille", "apellido", "apellidos", "achternaam", "cognome", "sobrenome", "nazwisko",
    "efternamn", "etternavn", "efternavn", "姓", "фамилия",
  ]

  /// The columns whose words make up the name, in the order in which people say them; nil unless the headers have one of
  /// each.
  static func columns(of headers: [HeaderName], _ isFree: (Int) -> Bool) -> [Int]? {
    func only(_ names: Set<String>) -> Int? {
      let found = headers.indices.filter { isFree($0) && names.contains(headers[$0].phrase) }
      return found.count == 1 ? found[0] : nil
    }
    guard let first = only(given), let last = only(family) else { return nil }
    // Chinese and Japanese names begin with the family's.
    return headers[last].phrase == "姓" ? [last, first] : [first, last]
  }
}

extension ColumnMapping {
  /// The columns of names; if one has the first and another the last name, in the order in which people say them.
  package var nameColumns: [Column] {
    let found = columns(of: .name)
    let parts = SplitName.columns(of: found.map { HeaderName($0.header) }) { _ in true }
    return parts?.map { found[$0] } ?? found
  }
}
