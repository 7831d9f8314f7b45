import LibC

/// A failed file operation: what, where, why, and what to do about it.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Operation: String, Sendable {
    case open, read, write, append, sync, close, replace, remove, lock, list
    case createFolder = "create the folder"
  }

  /// The causes that callers distinguish, or that have advice of their own.
  public enum Reason: Sendable {
    case diskFull, notPermitted, readOnly, notFound, exists, isFolder, notAFolder, notAPlainFile
    case tooLarge, tooManyOpenFiles, badName, tornLine, damaged, changedMeanwhile, ofSession
    case deviceFailed, other
  }

  public var operation: Operation
  public var path: String
  /// The system's error number.
  public var code: Int32
  public var reason: Reason

  init(_ operation: Operation, _ path: String, code: Int32) {
    self.init(operation, path, code: code, reason: Reason(code: code))
  }

  init(_ operation: Operation, _ path: String, code: Int32, reason: Reason) {
    self.operation = operation
    self.path = path
    self.code = code
    self.reason = reason
  }

  /// What went wrong, in the system's words or, where those would mislead, in ours.
  public var cause: String {
    switch reason {
    case .badName: "this is not a usable file name"
    case .tornLine: "its last line is incomplete"
    case .damaged: "it is damaged"
    case .changedMeanwhile: "another program has changed it in the meantime"
    case .notAPlainFile: "it is not a plain file"
    case .ofSession: "it is a file of a session"
    case .exists: "it exists already"
    case .tooLarge: "it is too large"
    case .diskFull, .notPermitted, .readOnly, .notFound, .isFolder, .notAFolder, .tooManyOpenFiles,
      .deviceFailed, .other:
      systemText
    }
  }

  private var systemText: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      guard strerror_r(code, buffer.baseAddress!, buffer.count) == 0 else {
        return "system error \(code)"
      }
      return String(cString: buffer.baseAddress!)
    }
  }

  public var advice: String {
    switch reason {
    case .diskFull: "Free some space, or save to another disk."
    case .notPermitted: "Check who owns it and its permissions, or save elsewhere."
    case .readOnly: "The disk is read-only; save elsewhere."
    case .notFound: "Check the path."
    case .exists: "Choose another name, or remove what is there."
    case .isFolder: "A file was expected here, but this is a folder."
    case .notAFolder: "A folder was expected here, but this is a file."
    case .notAPlainFile: "Give the path of a plain file."
    case .tooLarge: "Split it into smaller files."
    case .tooManyOpenFiles: "Close other programs and try again."
    case .badName: "Choose a name without slashes that is neither empty nor too long."
    case .tornLine: "Open the session again; the incomplete line is then set aside."
    case .damaged: "Move it away, and keep it to recover what it holds."
    case .changedMeanwhile: "Open the session again."
    case .ofSession: "Choose another name or another folder."
    case .deviceFailed: "The disk may be failing; save to another disk."
    case .other: "Try again, or save elsewhere."
    }
  }

  /// The advice at the command line, where there is nothing to save elsewhere.
  private var adviceAtPrompt: String {
    switch reason {
    case .diskFull: "Free some space and try again."
    case .notPermitted: "Check who owns it and its permissions."
    case .readOnly: "The disk is read-only; use one that can be written."
    case .deviceFailed: "The disk may be failing; check it before you go on."
    case .other: "Try again."
    case .notFound, .exists, .isFolder, .notAFolder, .notAPlainFile, .tooLarge, .tooManyOpenFiles,
      .badName, .tornLine, .damaged, .changedMeanwhile, .ofSession:
      advice
    }
  }

  package var atPrompt: String {
    "could not \(operation.rawValue) \(path): \(cause). \(adviceAtPrompt)"
  }

  public var description: String {
    "could not \(operation.rawValue) \(path): \(cause). \(advice)"
  }
}

extension FileError.Reason {
  init(code: Int32) {
    self =
      switch code {
      case ENOSPC, EDQUOT: .diskFull
      case EACCES, EPERM: .notPermitted
      case EROFS: .readOnly
      case ENOENT: .notFound
      case EEXIST, ENOTEMPTY: .exists
      case EISDIR: .isFolder
      case ENOTDIR: .notAFolder
      case EFBIG, EOVERFLOW: .tooLarge
      case EMFILE, ENFILE: .tooManyOpenFiles
      case ENAMETOOLONG, ELOOP: .badName
      case EIO, ENXIO, ENODEV, ESTALE: .deviceFailed
      default: .other
      }
  }
}
