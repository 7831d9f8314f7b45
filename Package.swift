// swift-tools-version: 6.1
import PackageDescription

/// Bootstraps, branch and bound and made-up sessions are thirty times slower unoptimised: tests of them would take
/// minutes.
let optimisedAlways: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "clout",
  products: [.executable(name: "clout", targets: ["clout"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .executableTarget(
      name: "clout",
      dependencies: [
        "Cockpit", "Insight", "Marketing", "Screen", "SessionStore", "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "Cockpit", dependencies: ["Insight", "SessionStore", "Screen", "Themes"]),
    .target(
      name: "Insight", dependencies: ["Marketing"], swiftSettings: optimisedAlways),
    .target(name: "SessionStore", dependencies: ["Marketing"]),
    .target(name: "Marketing", swiftSettings: optimisedAlways),
    .target(name: "Screen"),
    .target(name: "Terminal", dependencies: ["Screen", "CNcurses"]),
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(
      name: "Themes", path: "Themes",
      resources: [
        .embedInCode("dark.json"), .embedInCode("light.json"), .embedInCode("colorblind.json"),
        .embedInCode("terminal.json"),
      ]),
    .testTarget(name: "ScreenTests", dependencies: ["Screen"]),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal", "Screen"]),
    .testTarget(name: "MarketingTests", dependencies: ["Marketing"]),
    .testTarget(name: "InsightTests", dependencies: ["Insight"]),
    .testTarget(name: "SessionStoreTests", dependencies: ["SessionStore"]),
    .testTarget(name: "CockpitTests", dependencies: ["Cockpit"], exclude: ["Golden"]),
    .testTarget(name: "CommandTests", dependencies: ["clout"]),
  ],
  swiftLanguageModes: [.v6]
)
