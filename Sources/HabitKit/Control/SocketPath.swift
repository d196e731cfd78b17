/// Where the control socket lies: one rule for daemon and client.
///
/// Pure: the caller says what the environment holds and answers whether a directory is the user's own.
package enum SocketPath {
    /// `$XDG_RUNTIME_DIR/habitd/control`; without that variable `/run/user/UID` if it is the user's, else a directory
    /// of the user's own under the temporary directory.
    package static func resolve(
        environment: [String: String], userID: UInt32, isOwnDirectory: (String) -> Bool
    ) -> String {
        runtimeDirectory(environment: environment, userID: userID, isOwnDirectory: isOwnDirectory) + "/habitd/control"
    }

    /// The directory that holds `habitd/`. A relative `XDG_RUNTIME_DIR` counts as unset, as its specification asks.
    package static func runtimeDirectory(
        environment: [String: String], userID: UInt32, isOwnDirectory: (String) -> Bool
    ) -> String {
        if let runtime = environment["XDG_RUNTIME_DIR"], runtime.hasPrefix("/") {
            return withoutTrailingSlash(runtime)
        }
        let usual = "/run/user/\(userID)"
        if isOwnDirectory(usual) { return usual }
        let temporary = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? withoutTrailingSlash($0) : nil } ?? "/tmp"
        return temporary + "/habitd-\(userID)"
    }

    private static func withoutTrailingSlash(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}
