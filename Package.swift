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
        "Cockpit", "Insight", "LibC", "Marketing", "Screen", "SessionStore", "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "Cockpit", dependencies: ["Insight", "LibC", "SessionStore", "Screen", "Themes"]),
    .target(
      name: "Insight", dependencies: ["LibC", "Marketing"], swiftSettings: optimisedAlways),
    .target(name: "SessionStore", dependencies: ["LibC", "Marketing"]),
    .target(name: "Marketing", swiftSettings: optimisedAlways),
    .target(name: "Screen"),
    .target(name: "LibC"),
    .target(name: "Terminal", dependencies: ["CNcurses", "LibC", "Screen"]),
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(
      name: "Themes", path: "Themes",
      resources: [
        .embedInCode("dark.json"), .embedInCode("light.json"), .embedInCode("colorblind.json"),
        .embedInCode("terminal.json"),
      ]),
    .testTarget(name: "ScreenTests", dependencies: ["LibC", "Screen"]),
    .testTarget(name: "TerminalTests", dependencies: ["LibC", "Screen", "Terminal"]),
    .testTarget(name: "MarketingTests", dependencies: ["Marketing"]),
    .testTarget(name: "InsightTests", dependencies: ["Insight", "LibC"]),
    .testTarget(name: "SessionStoreTests", dependencies: ["LibC", "SessionStore"]),
    .testTarget(name: "CockpitTests", dependencies: ["Cockpit", "LibC"], exclude: ["Golden"]),
    .testTarget(name: "CommandTests", dependencies: ["LibC", "clout"]),
  ],
  swiftLanguageModes: [.v6]
)
