// swift-tools-version: 6.1
import PackageDescription

/// Bootstraps, branch and bound and made-up sessions are thirty times slower unoptimised: tests of them would take
/// minutes.
let optimisedAlways: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A C library that becomes part of the program where its archive is at hand, as in Debian: nothing has to be looked for
/// and loaded at the start, and the program runs where the library isn't installed.
func staticallyLinked(_ library: String) -> [LinkerSetting] {
  [
    .linkedLibrary(":lib\(library).a", .when(platforms: [.linux])),
    .linkedLibrary(library, .when(platforms: [.macOS])),
  ]
}

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
        "Cockpit", "LibC", "LineUps", "Marketing", "Metrics", "Screen", "SessionStore", "Terminal",
        "Wording", "Workbench",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "Cockpit",
      dependencies: [
        "Charts", "Comparison", "Demo", "Forecast", "LibC", "LineUps", "Marketing", "Metrics",
        "Screen", "SessionStore", "Statistics", "Themes", "Vetting", "Widgets", "Wording",
        "Workbench",
      ]),
    .target(
      name: "Workbench",
      dependencies: [
        "Comparison", "Forecast", "JSON", "LibC", "LineUps", "Marketing", "Metrics", "Screen",
        "SessionStore", "Vetting", "Wording",
      ]),
    .target(
      name: "LineUps",
      dependencies: [
        "Forecast", "LibC", "Marketing", "Metrics", "Optimizer", "Vetting", "Wording",
      ], path: "Sources/Insight/LineUps", swiftSettings: optimisedAlways),
    .target(
      name: "Vetting", dependencies: ["LibC", "Marketing", "Metrics", "Wording"],
      path: "Sources/Insight/Vetting", swiftSettings: optimisedAlways),
    .target(
      name: "Forecast", dependencies: ["LibC", "Marketing", "Metrics", "Statistics", "Wording"],
      path: "Sources/Insight/Forecast", swiftSettings: optimisedAlways),
    .target(
      name: "Comparison", dependencies: ["LibC", "Marketing", "Metrics", "Statistics", "Wording"],
      path: "Sources/Insight/Comparison", swiftSettings: optimisedAlways),
    .target(
      name: "Metrics", dependencies: ["LibC", "Marketing", "Statistics", "Wording"],
      path: "Sources/Insight/Metrics", swiftSettings: optimisedAlways),
    .target(
      name: "Optimizer", dependencies: ["LibC"], path: "Sources/Insight/Optimizer",
      swiftSettings: optimisedAlways),
    .target(
      name: "Statistics", dependencies: ["LibC"], path: "Sources/Insight/Statistics",
      swiftSettings: optimisedAlways),
    .target(
      name: "SessionStore",
      dependencies: [
        "Demo", "JSON", "LibC", "Marketing", "Packed", "Sheets", "Tabular", "Wording",
      ],
      exclude: ["JSON", "Packed", "Sheets", "Tabular"]),
    .target(name: "JSON", dependencies: ["LibC"], path: "Sources/SessionStore/JSON"),
    .target(
      name: "Tabular",
      dependencies: [
        "JSON", "LibC", "Marketing", "Packed", "Profiles", "Sheets", "Wording",
      ],
      path: "Sources/SessionStore/Tabular", exclude: ["Profiles"]),
    .target(
      name: "Sheets", dependencies: ["CExpat", "LibC", "Packed"],
      path: "Sources/SessionStore/Sheets"),
    .target(name: "Packed", dependencies: ["CZlib"], path: "Sources/SessionStore/Packed"),
    .target(
      name: "Profiles", path: "Sources/SessionStore/Tabular/Profiles",
      resources: [
        .embedInCode("amazon-orders.json"), .embedInCode("ga4-campaigns.json"),
        .embedInCode("ga4-content.json"), .embedInCode("ga4-traffic.json"),
        .embedInCode("ga4-transactions.json"),
        .embedInCode("ga4-transactions-by-campaign.json"),
        .embedInCode("goaffpro-sales.json"),
        .embedInCode("google-ads.json"), .embedInCode("hypeauditor.json"),
        .embedInCode("impact-actions.json"), .embedInCode("instagram-insights.json"),
        .embedInCode("meta-ads.json"), .embedInCode("meta-business-suite.json"),
        .embedInCode("modash.json"), .embedInCode("shopify-discounts.json"),
        .embedInCode("shopify-orders.json"), .embedInCode("tiktok-ads.json"),
        .embedInCode("tiktok-creator-marketplace.json"),
        .embedInCode("tiktok-shop-affiliate-orders.json"),
        .embedInCode("tiktok-shop-creators.json"), .embedInCode("tiktok-shop-orders.json"),
        .embedInCode("uppromote-referrals.json"),
        .embedInCode("woocommerce-order-export.json"), .embedInCode("woocommerce-orders.json"),
        .embedInCode("youtube-studio.json"), .embedInCode("youtube-studio-days.json"),
      ]),
    .target(name: "Wording", dependencies: ["Marketing"], swiftSettings: optimisedAlways),
    .target(
      name: "Demo", dependencies: ["Marketing"], path: "Sources/Marketing/Demo",
      swiftSettings: optimisedAlways),
    .target(name: "Marketing", exclude: ["Demo"], swiftSettings: optimisedAlways),
    .target(name: "Charts", dependencies: ["Screen"], path: "Sources/Screen/Charts"),
    .target(name: "Widgets", dependencies: ["Screen"], path: "Sources/Screen/Widgets"),
    .target(name: "Screen", exclude: ["Charts", "Widgets"]),
    .target(name: "Terminal", dependencies: ["CNcurses", "LibC", "Screen"]),
    .target(name: "LibC"),
    .target(
      name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CZlib", linkerSettings: staticallyLinked("z")),
    .target(name: "CExpat", linkerSettings: staticallyLinked("expat")),
    .target(
      name: "Themes", path: "Themes",
      resources: [
        .embedInCode("dark.json"), .embedInCode("light.json"), .embedInCode("colorblind.json"),
        .embedInCode("terminal.json"),
      ]),
    .target(name: "SchemaSamples", dependencies: ["Marketing"], path: "Tests/SchemaSamples"),
    .target(name: "TestSupport", path: "Tests/Support"),
    .testTarget(
      name: "CockpitTests",
      dependencies: [
        "Cockpit", "Comparison", "Demo", "LibC", "LineUps", "Marketing", "Metrics", "SchemaSamples",
        "Screen", "SessionStore", "Sheets", "Vetting", "Wording", "Workbench",
      ], exclude: ["Golden"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Cockpit", "Comparison", "LibC", "LineUps", "Marketing", "Metrics", "Screen",
        "SessionStore", "TestSupport", "Workbench", "clout",
      ]),
    .testTarget(
      name: "ForecastStudy",
      dependencies: ["Forecast", "LibC", "LineUps", "Marketing", "Metrics", "Statistics"],
      path: "Tests/Benchmarks/Forecasts", swiftSettings: optimisedAlways),
    .testTarget(name: "HouseTests"),
    .testTarget(
      name: "InsightTests",
      dependencies: [
        "Comparison", "Demo", "Forecast", "LibC", "LineUps", "Marketing", "Metrics", "Optimizer",
        "SchemaSamples", "Statistics", "TestSupport", "Vetting", "Wording",
      ]),
    .testTarget(name: "MarketingTests", dependencies: ["Demo", "Marketing", "SchemaSamples"]),
    .testTarget(
      name: "ScreenTests", dependencies: ["Charts", "LibC", "Screen", "TestSupport", "Widgets"]),
    .testTarget(
      name: "SessionStoreTests",
      dependencies: [
        "Demo", "JSON", "LibC", "Marketing", "Metrics", "Packed", "Profiles", "SchemaSamples",
        "SessionStore",
        "Sheets",
        "Tabular", "TestSupport",
      ]),
    .testTarget(name: "TerminalTests", dependencies: ["CNcurses", "LibC", "Screen", "Terminal"]),
    .testTarget(name: "WordingTests", dependencies: ["Marketing", "Wording"]),
  ],
  swiftLanguageModes: [.v6]
)
