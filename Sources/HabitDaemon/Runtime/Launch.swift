internal import FoundationEssentials
internal import Glibc
package import HabitEngine
package import HabitKit
internal import NIOPosix
internal import VarlinkServer

/// habitd's main, but for what is compiled in: the list of plugins, and the questions put to their data.
package enum Launch {
    package static let version = Control.productVersion

    /// Does what the command line asks for, and returns the exit status.
    package static func run(
        builtIns: [any HabitPlugin], questions: [AssociationQuestion] = []
    ) async -> Int32 {
        let options: Options
        do {
            options = try Options(parsing: Array(CommandLine.arguments.dropFirst()))
        } catch {
            complain(error.message)
            return ExitStatus.usage.rawValue
        }
        do {
            try await perform(options, builtIns, questions)
            return ExitStatus.success.rawValue
        } catch {
            complain(error.message)
            return error.status.rawValue
        }
    }

    private static func perform(
        _ options: Options, _ builtIns: [any HabitPlugin], _ questions: [AssociationQuestion]
    ) async throws(StartError) {
        RestingMemory.prepare()
        Subreaper.prepare()
        // Made by us, everything is the user's alone.
        umask(0o077)
        signal(SIGPIPE, SIG_IGN)
        let environment = ProcessInfo.processInfo.environment
        switch options.task {
        case .run: try await serve(options, builtIns, questions, environment)
        case .checkConfiguration: try await checkConfiguration(options, builtIns, environment)
        case .checkPlugin(let path): try await checkPlugin(path, json: options.json, builtIns, environment)
        case .exampleConfiguration:
            let registry = await plugins(options, builtIns, environment)
            say(ConfigurationReference.text(plugins: registry.all.map(\.manifest)))
        case .restore(let backup): try restore(backup, options, environment)
        case .readImport(let path): try readImport(path, options)
        case .version: say("habitd \(version)\n")
        case .help: say(Options.help)
        }
    }

    /// Every task runs on the one event loop: Swift's own executor would wake the process once a second for ever.
    private static func serve(
        _ options: Options, _ builtIns: [any HabitPlugin], _ questions: [AssociationQuestion],
        _ environment: [String: String]
    ) async throws(StartError) {
        // What SQLite puts into a file while it works is as private as the history; and the service may write nowhere else.
        let paths = try DaemonPaths(environment: environment, configuration: options.configurationDirectory)
        setenv("SQLITE_TMPDIR", paths.data, 1)
        let eventLoop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
        let daemon = Daemon(
            options: options, environment: environment, builtIns: builtIns, questions: questions, eventLoop: eventLoop)
        let executor = EventLoopTaskExecutor(eventLoop)
        try await withTaskExecutorPreference(executor) { () async throws(StartError) in try await daemon.run() }
    }

    private static func checkConfiguration(
        _ options: Options, _ builtIns: [any HabitPlugin], _ environment: [String: String]
    ) async throws(StartError) {
        let paths = try DaemonPaths(environment: environment, configuration: options.configurationDirectory)
        let registry = await plugins(options, builtIns, environment)
        let directories = paths.configuration.map { [$0] } ?? []
        let configuration = Configuration(ConfigDocument.read(from: directories), registry)
        let problems = configuration.problems + registry.problems
        for problem in problems { say(SafeText.oneLine(problem.sentence) + "\n") }
        guard problems.isEmpty else {
            throw StartError(
                problems.count == 1
                    ? "The configuration has a problem." : "The configuration has \(problems.count) problems.")
        }
        say(soundness(of: configuration, in: paths.configuration) + "\n")
    }

    /// Every plugin there is, with its programs asked who they are, at the same time.
    private static func plugins(
        _ options: Options, _ builtIns: [any HabitPlugin], _ environment: [String: String]
    ) async -> PluginRegistry {
        let paths = try? DaemonPaths(environment: environment, configuration: options.configurationDirectory)
        guard let paths else { return PluginRegistry(builtIns: builtIns) }
        let eventLoop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
        let shelf = PluginShelf(
            PluginShelf.Surroundings(
                builtIns: builtIns, folders: PluginFolders(paths), eventLoop: eventLoop, environment: environment,
                log: { _, _ in }))
        return await withTaskExecutorPreference(EventLoopTaskExecutor(eventLoop)) { await shelf.survey() }
    }

    private static func checkPlugin(
        _ path: String, json: Bool, _ builtIns: [any HabitPlugin], _ environment: [String: String]
    ) async throws(StartError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            throw StartError("There is no plugin to check at \(path): \(String(cString: strerror(errno))).")
        }
        let eventLoop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
        let report = await withTaskExecutorPreference(EventLoopTaskExecutor(eventLoop)) {
            await PluginCheck.run(
                path, builtIns: Set(builtIns.map(\.manifest.id)), environment: environment, eventLoop: eventLoop
            ) { line in
                if !json { say(CheckText.line(line)) }
            }
        }
        if json {
            do { say(try CheckJSON.text(report)) } catch { throw StartError("\(error)") }
        }
        guard report.isSound else { throw StartError(CheckText.brokenness(report)) }
        if !json { say(CheckText.soundness(report)) }
    }

    /// What is said where there is no problem.
    static func soundness(of configuration: Configuration, in directory: String?) -> String {
        guard let directory else { return "There is no place for a configuration; the defaults hold." }
        guard !configuration.files.isEmpty else {
            return "There is no configuration in \(directory); the defaults hold."
        }
        return "The configuration in \(directory) is sound."
    }

    private static func restore(
        _ backup: String, _ options: Options, _ environment: [String: String]
    ) throws(StartError) {
        let paths = try DaemonPaths(environment: environment, configuration: options.configurationDirectory)
        do throws(HistoryError) {
            let restored = try History.restore(backup, directory: paths.data, at: ClockReading.wallClock())
            say("Restored \(restored.backup).\n")
            if let old = restored.movedTo { say("The history that was in use is kept as \(old).\n") }
        } catch {
            throw StartError(error.description)
        }
    }

    private static func readImport(_ path: String, _ options: Options) throws(StartError) {
        do {
            let place = ImportPlace(zone: try SystemZone.read(), now: ClockReading.wallClock())
            let reading = ImportReading(
                path: path, format: options.importFormat, names: options.importNames, place: place
            ) { say($0) }
            try reading.run()
        } catch let error as ImportRefusal {
            throw StartError("\(error.reason.prefix(1).uppercased())\(error.reason.dropFirst()).")
        } catch {
            throw StartError("The time zone cannot be read, so that no date can be given its time: \(error)")
        }
    }

    /// How the user calls habitctl from another terminal: by its path where it lies beside us and is not on the way.
    static var habitctl: String {
        guard let own = realpath("/proc/self/exe", nil) else { return "habitctl" }
        defer { free(own) }
        let path = String(cString: own)
        guard let slash = path.lastIndex(of: "/") else { return "habitctl" }
        let folder = String(path[..<slash])
        let isOnTheWay = getenv("PATH").map { String(cString: $0).split(separator: ":").contains { $0 == folder } }
        let beside = folder + "/habitctl"
        return isOnTheWay == true || access(beside, X_OK) != 0 ? "habitctl" : beside
    }

    private static func say(_ text: String) { write(text, to: STDOUT_FILENO) }
    private static func complain(_ text: String) { write("habitd: \(SafeText.oneLine(text))\n", to: STDERR_FILENO) }

    private static func say(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

    private static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            // A closed stream leaves nobody to tell.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
