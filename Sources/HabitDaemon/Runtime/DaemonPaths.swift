internal import Glibc
internal import HabitKit

/// Where habitd keeps things, by the XDG base directory rules.
package struct DaemonPaths: Sendable, Equatable {
    /// The history's directory.
    package let data: String
    /// Where `config.toml` and `config.d/` are looked for; nil where nobody told.
    package let configuration: String?
    package let socket: String
    package let userID: UInt32

    /// - Parameter configuration: instead of `$XDG_CONFIG_HOME/habitd`.
    package init(environment: [String: String], configuration: String? = nil) throws(StartError) {
        userID = geteuid()
        guard let data = Self.base("XDG_DATA_HOME", ".local/share", environment) else {
            throw StartError(
                "HOME is not set, so there is no place for the history. Set HOME or XDG_DATA_HOME to a directory of yours."
            )
        }
        self.data = data + "/habitd"
        self.configuration =
            configuration ?? Self.base("XDG_CONFIG_HOME", ".config", environment).map { $0 + "/habitd" }
        socket = SocketPath.resolve(environment: environment, userID: userID, isOwnDirectory: Self.isOwnDirectory)
    }

    /// A relative path counts as unset, as the specification asks.
    private static func base(_ variable: String, _ usual: String, _ environment: [String: String]) -> String? {
        if let path = environment[variable], path.hasPrefix("/") { return path }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home == "/" ? "/" + usual : "\(home)/\(usual)"
    }

    private static func isOwnDirectory(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
            && access(path, W_OK | X_OK) == 0
    }
}
