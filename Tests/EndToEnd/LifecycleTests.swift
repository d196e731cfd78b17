import Foundation
import Glibc
import Testing

/// How the daemon starts, tells systemd how it is, and ends.
@Suite(.timeLimit(.minutes(5))) struct LifecycleTests {
    @Test func `it tells READY with a status, RELOADING with the time, and STOPPING`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        let status = try daemon.ready["STATUS"] ?? daemon.notifications.next(with: "STATUS")["STATUS"]
        #expect(status?.isEmpty == false)
        daemon.child.signal(SIGHUP)
        let reloading = try daemon.notifications.next(with: "RELOADING", "1")
        #expect(reloading["MONOTONIC_USEC"].flatMap(Int.init) ?? 0 > 0, "\(reloading)")
        _ = try daemon.notifications.next(with: "READY", "1")
        daemon.child.signal(SIGTERM)
        _ = try daemon.notifications.next(with: "STOPPING", "1")
        #expect(try daemon.child.wait() == 0)
        #expect(!FileManager.default.fileExists(atPath: sandbox.socket), "its own socket is taken away")
    }

    @Test func `SIGHUP takes a changed configuration over, and keeps the running one when it is wrong`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        try sandbox.configure("[habits.walk]\nenabled = false\n")
        daemon.child.signal(SIGHUP)
        _ = try daemon.notifications.next(with: "RELOADING", "1")
        _ = try daemon.notifications.next(with: "READY", "1")
        #expect(try sandbox.habits() == ["stretch", "water", "posture", "foam-roll", "massage", "check-in"])

        try sandbox.configure("[habits.water]\ntarget = \"900l\"\n")
        let refused = try sandbox.habitctl("reload")
        #expect(refused.code == 3 && refused.errors.contains("target"), "\(refused)")
        #expect(try sandbox.habits() == ["stretch", "water", "posture", "foam-roll", "massage", "check-in"])
        try daemon.stop()
    }

    @Test func `a socket that a dead daemon left behind is replaced`() throws {
        let sandbox = try Sandbox()
        try Daemon(in: sandbox).cut()
        #expect(FileManager.default.fileExists(atPath: sandbox.socket))
        let daemon = try Daemon(in: sandbox)
        #expect(try sandbox.habitctl("status").code == 0)
        try daemon.stop()
    }

    @Test func `a socket handed over by name is served and left in place`() throws {
        let sandbox = try Sandbox()
        try FileManager.default.createDirectory(
            atPath: sandbox.root + "/run/habitd", withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let notifications = try DatagramListener(path: sandbox.root + "/activation")
        // The activator waits for the first caller, then becomes the daemon.
        let lines = try LineReader()
        let activate = "exec systemd-socket-activate --listen=$0 --fdname=varlink --setenv=NOTIFY_SOCKET=$1 $2 2>&1"
        let activated = try sandbox.start(
            ["sh", "-c", activate, sandbox.socket, notifications.path, Sandbox.program("habitd")],
            output: lines.writer)
        #expect(try lines.first { $0.contains("Listening on") } != nil)
        #expect(try sandbox.habitctl("status").code == 0)
        _ = try notifications.next(with: "READY", "1")
        activated.signal(SIGTERM)
        #expect(try activated.wait() == 0)
        #expect(FileManager.default.fileExists(atPath: sandbox.socket))
    }

    @Test func `a watchdog is fed as often as asked, from the first moment on`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox, variables: ["WATCHDOG_USEC": "400000"])
        for _ in 0..<3 { _ = try daemon.notifications.next(with: "WATCHDOG", "1") }
        try daemon.stop()
    }

    @Test func `without HOME it says so, and with XDG directories it needs none`() throws {
        let sandbox = try Sandbox()
        sandbox.environment["HOME"] = nil
        try Daemon(in: sandbox).stop()
        sandbox.environment["XDG_DATA_HOME"] = nil
        let refused = try sandbox.run([Sandbox.program("habitd")])
        #expect(refused.code == 3 && refused.errors.contains("HOME"), "\(refused)")
    }

    @Test func `a socket path that is too long is told with its limit`() throws {
        let sandbox = try Sandbox()
        let long = sandbox.root + "/" + String(repeating: "r", count: 100)
        try FileManager.default.createDirectory(
            atPath: long, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        sandbox.environment["XDG_RUNTIME_DIR"] = long
        let daemon = try sandbox.run([Sandbox.program("habitd")])
        #expect(daemon.code == 3 && daemon.errors.contains("107"), "\(daemon)")
        let client = try sandbox.habitctl("status")
        #expect(client.code == 4 && client.errors.contains("107"), "\(client)")
    }

    @Test func `without a daemon habitctl says how to start it`() throws {
        let sandbox = try Sandbox()
        for arguments in [["status"], ["done", "water"], [], ["status", "--json"]] {
            let finished = try sandbox.run([Sandbox.program("habitctl")] + arguments)
            #expect(finished.code == 4, "\(finished)")
            #expect(finished.errors.contains("systemctl --user start habitd"), "\(finished)")
            #expect(finished.output.isEmpty, "\(finished)")
        }
    }

    @Test func `it runs without systemd, journal or configuration, and without a runtime directory`() throws {
        let sandbox = try Sandbox()
        sandbox.environment["XDG_CONFIG_HOME"] = nil
        sandbox.environment["XDG_RUNTIME_DIR"] = nil
        // The directory under the temporary one is the fallback: both programs must find the same.
        sandbox.environment["TMPDIR"] = sandbox.root
        let enclosure = try Enclosure(in: sandbox, setUp: "mount -t tmpfs tmpfs /run")
        let daemon = try Daemon(in: sandbox, enclosure: enclosure)
        let status = try sandbox.run(enclosure.prefix + [Sandbox.program("habitctl"), "status"])
        #expect(status.code == 0, "\(status)")
        try daemon.stop()
    }
}
