import Foundation

/// The Python environment that `make test` prepares, with an independent Varlink client in it.
enum PythonClient {
    /// Nil where there is none: the package could not be had.
    static let program = ProcessInfo.processInfo.environment["HABITD_TEST_VENV"].flatMap { folder in
        folder.hasPrefix("/") ? folder + "/bin/python" : nil
    }
}
