import Foundation

/// The Python environment that `make test` prepares, with an independent Varlink client in it.
enum PythonClient {
    static let program = ProcessInfo.processInfo.environment["HABITD_TEST_VENV"].map { $0 + "/bin/python" }
}
