import Foundation
import Testing

/// The PyPI package `varlink`, the protocol's other implementation, in a virtual environment.
///
/// The environment lies in the directory that `HABITD_TEST_VENV` names, is made there when it is missing, and stays for
/// the next run; without the variable it is made in a temporary directory and removed.
struct PythonVarlink {
    /// The release that is tested against.
    static let version = "31.0.0"

    struct Output {
        let status: Int32
        let text: String
    }

    private let environment: URL
    private let isTemporary: Bool
    private var python: URL { environment.appending(path: "bin/python") }

    init() async throws {
        let kept = ProcessInfo.processInfo.environment["HABITD_TEST_VENV"].flatMap { $0.isEmpty ? nil : $0 }
        isTemporary = kept == nil
        environment =
            kept.map { URL(filePath: $0) }
            ?? FileManager.default.temporaryDirectory.appending(path: "varlink-venv-\(UUID().uuidString)")
        if await isInstalled() { return }
        let made = try await Self.run(URL(filePath: "/usr/bin/env"), ["python3", "-m", "venv", environment.path])
        try #require(made.status == 0, "python3 -m venv failed (is python3-venv installed?): \(made.text)")
        let installed = try await run(["-m", "pip", "install", "--quiet", "varlink==\(Self.version)"])
        try #require(installed.status == 0, "pip cannot install varlink: \(installed.text)")
    }

    /// Removes the environment if nobody asked to keep it.
    func remove() {
        if isTemporary { try? FileManager.default.removeItem(at: environment) }
    }

    /// Runs the environment's Python.
    func run(_ arguments: [String]) async throws -> Output {
        try await Self.run(python, arguments)
    }

    /// The folder of the package's certification test and of the interface it certifies.
    func testsFolder() async throws -> URL {
        let found = try await run(["-c", "import varlink, os; print(os.path.dirname(varlink.__file__))"])
        try #require(found.status == 0, "\(found.text)")
        return URL(filePath: found.text.trimmingCharacters(in: .whitespacesAndNewlines)).appending(path: "tests")
    }

    private func isInstalled() async -> Bool {
        guard FileManager.default.isExecutableFile(atPath: python.path) else { return false }
        return (try? await run(["-c", "import varlink"]))?.status == 0
    }

    private static func run(_ program: URL, _ arguments: [String]) async throws -> Output {
        let file = FileManager.default.temporaryDirectory.appending(path: "varlink-output-\(UUID().uuidString)")
        try #require(FileManager.default.createFile(atPath: file.path, contents: nil))
        defer { try? FileManager.default.removeItem(at: file) }
        let output = try FileHandle(forWritingTo: file)
        defer { try? output.close() }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        let status = try await withCheckedThrowingContinuation { (done: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { done.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                done.resume(throwing: error)
            }
        }
        return Output(status: status, text: try String(contentsOf: file, encoding: .utf8))
    }
}
