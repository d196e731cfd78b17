import Testing

/// The shipped units under a real user manager, hardening and all, on a home that habitd has never seen.
@Suite(
    .timeLimit(.minutes(5)),
    .enabled(
        if: UserManager.isPossible, "it takes root for control groups, and user namespaces, which a chroot has not"))
struct UnitTests {
    @Test func `enabling the service starts it, writable on first start and hardened`() throws {
        let manager = try UserManager()
        let enabled = try manager.systemctl("enable", "--now", "habitd.service")
        let records = try manager.journal.records("SYSLOG_IDENTIFIER=habitd")
        #expect(enabled.code == 0, "\(enabled)\n\(records)")
        let shown = try manager.systemctl(
            "show", "habitd.service", "-p", "ActiveState,StatusText,WatchdogUSec,NRestarts")
        #expect(shown.output.contains("ActiveState=active"), "\(shown)")
        #expect(shown.output.contains("NRestarts=0"), "\(shown)")
        #expect(shown.output.firstMatch(of: #/StatusText=\S/#) != nil, "\(shown)")
        #expect(try manager.run("habitctl", "done", "water", "250ml").code == 0)
        let file = try manager.run("stat", "-c", "%a", "/home/user/.local/share/habitd/history.sqlite")
        #expect(file.output == "600\n", "\(file)")
        let wanted = try manager.systemctl("list-dependencies", "--plain", "default.target")
        #expect(wanted.output.contains("habitd.service"), "\(wanted)")
    }

    @Test func `a call to the socket starts the service, by its path and by its registered name`() throws {
        let manager = try UserManager()
        #expect(try manager.systemctl("start", "habitd.socket").code == 0)
        #expect(try manager.systemctl("is-active", "habitd.service").output == "inactive\n")
        #expect(try manager.run("habitctl", "status").code == 0)
        #expect(try manager.systemctl("is-active", "habitd.service").output == "active\n")
        let name = try manager.run("sh", "-c", "readlink -e \"$XDG_RUNTIME_DIR/varlink/registry/io.habitd.Control\"")
        #expect(name.output.hasSuffix("/habitd/control\n"), "\(name)")
        // A stop of the service leaves the socket listening: the next call starts it again.
        #expect(try manager.systemctl("stop", "habitd.service").code == 0)
        #expect(try manager.run("habitctl", "status").code == 0)
    }

    @Test func `a reload through systemctl is done when it returns`() throws {
        let manager = try UserManager()
        #expect(try manager.systemctl("start", "habitd.service").code == 0)
        let reloaded = try manager.systemctl("reload", "habitd.service")
        #expect(reloaded.code == 0, "\(reloaded)")
        #expect(try manager.systemctl("is-active", "habitd.service").output == "active\n")
        #expect(try manager.run("habitctl", "status").code == 0)
    }
}
