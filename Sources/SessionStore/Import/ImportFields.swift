import Tabular

/// The fields that a column can be mapped to by name, in the preview and with `--map`.
package enum ImportFields {
  package static let names = ImportField.allCases.map(\.rawValue) + ["custom", "ignore"]
}
