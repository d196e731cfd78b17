// swift-tools-version: 6.2
import PackageDescription

/// What every target is held to: the language's strictest checks, and no warning survives.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

/// The built-in habits: one folder each under Plugins/, which here holds habits and not SwiftPM build plugins.
let builtIns = ["Stretch", "Walk", "Water", "Posture", "FoamRoll", "Massage", "CheckIn"]

let nio: Target.Dependency = .product(name: "NIO", package: "swift-nio")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let toml: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")
let collections: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let rainbow: Target.Dependency = .product(name: "Rainbow", package: "Rainbow")

let package = Package(
    name: "habitd",
    products: [
        .library(name: "Varlink", targets: ["Varlink"]),
        .library(name: "VarlinkServer", targets: ["VarlinkServer"]),
        .library(name: "HabitKit", targets: ["HabitKit"]),
        .library(name: "HabitTesting", targets: ["HabitTesting"]),
        .executable(name: "habitd", targets: ["habitd"]),
        .executable(name: "habitctl", targets: ["habitctl"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.100.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/onevcat/Rainbow", from: "4.2.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
        .target(name: "Varlink", swiftSettings: strict),
        .target(
            name: "VarlinkServer",
            dependencies: ["Varlink", nioCore, nioPosix, logging],
            swiftSettings: strict),
        .target(
            name: "HabitKit",
            dependencies: ["Varlink"],
            resources: [.embedInCode("Interfaces")],
            swiftSettings: strict),
        .target(name: "HabitTesting", dependencies: ["HabitKit"], swiftSettings: strict),
        .target(name: "HabitEngine", dependencies: ["HabitKit"], swiftSettings: strict),
        .target(
            name: "HabitDaemon",
            dependencies: [
                "HabitEngine", "HabitKit", "HabitTesting", "Varlink", "VarlinkServer", "CSystemd",
                nioCore, nioPosix, grdb, lifecycle, signals, logging, toml, collections, mustache,
            ],
            resources: [.embedInCode("Report/Templates")],
            swiftSettings: strict),
        .executableTarget(
            name: "habitd",
            dependencies: ["HabitDaemon", "HabitEngine", "HabitKit"] + builtIns.map { .target(name: $0) },
            swiftSettings: strict,
            // A position-independent program keeps its relocated pages to itself: 1 MiB of private memory at rest.
            linkerSettings: [.unsafeFlags(["-Xclang-linker", "-no-pie"], .when(configuration: .release))]),
        .executableTarget(
            name: "habitctl",
            dependencies: ["HabitKit", "Varlink", arguments, rainbow],
            resources: [.embedInCode("Scaffold/Templates"), .embedInCode("Completion/Scripts")],
            swiftSettings: strict,
            // A fully static client starts in half the time; see README, "Measured".
            linkerSettings: [.unsafeFlags(["-static-executable"], .when(configuration: .release))]),
        .testTarget(name: "VarlinkTests", dependencies: ["Varlink"], swiftSettings: strict),
        .testTarget(
            name: "VarlinkServerTests",
            dependencies: ["VarlinkServer", "Varlink", nioCore, nioPosix, logging],
            swiftSettings: strict),
        .testTarget(
            name: "HabitKitTests", dependencies: ["HabitKit", "HabitTesting", "Varlink"], swiftSettings: strict),
        .testTarget(name: "HabitTestingTests", dependencies: ["HabitTesting", "HabitKit"], swiftSettings: strict),
        .testTarget(
            name: "HabitEngineTests",
            dependencies: ["HabitEngine", "HabitKit", "HabitTesting"],
            swiftSettings: strict),
    ]
        + builtIns.flatMap { name -> [Target] in
            [
                .target(name: name, dependencies: ["HabitKit"], path: "Plugins/\(name)", swiftSettings: strict),
                .testTarget(
                    name: "\(name)Tests",
                    dependencies: [.target(name: name), "HabitKit", "HabitTesting"],
                    swiftSettings: strict),
            ]
        }
        + [
            .testTarget(
                name: "HabitDaemonTests",
                dependencies: [
                    "HabitDaemon", "HabitEngine", "HabitKit", "HabitTesting", "Varlink", "VarlinkServer", grdb,
                    logging, lifecycle, nioCore, nioPosix, "walk-plugin",
                ] + builtIns.map { .target(name: $0) },
                swiftSettings: strict),
            .testTarget(
                name: "HabitctlTests", dependencies: ["habitctl", "HabitKit", "Varlink"], swiftSettings: strict),
            // A built-in as a program of its own: the same type in and out of process.
            .executableTarget(
                name: "walk-plugin", dependencies: ["HabitKit", "Walk"], path: "Tests/Programs/WalkPlugin",
                swiftSettings: strict,
                linkerSettings: [.unsafeFlags(["-static-executable"], .when(configuration: .release))]),
            .executableTarget(
                name: "ask-plugins",
                dependencies: ["HabitDaemon", "HabitKit", "HabitTesting", "VarlinkServer", nioCore, nioPosix]
                    + builtIns.map { .target(name: $0) },
                path: "Tests/Benchmarks/Plugins",
                swiftSettings: strict,
                linkerSettings: [.unsafeFlags(["-Xclang-linker", "-no-pie"], .when(configuration: .release))]),
            .executableTarget(
                name: "simulate-year",
                dependencies: ["HabitEngine", "HabitKit"] + builtIns.map { .target(name: $0) },
                path: "Tests/Benchmarks/Year",
                swiftSettings: strict),
            // It shares no code with what it tests: real processes, and JSON as anyone reads it.
            .testTarget(name: "EndToEnd", swiftSettings: strict),
        ]
)
