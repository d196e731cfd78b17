import Foundation
import Glibc

/// A journald run by hand in a mount namespace with a private /run: the machine's own journal is neither read nor written.
final class Journal {
    let enclosure: Enclosure
    private let sandbox: Sandbox
    private let daemon: Child

    init(in sandbox: Sandbox) throws {
        self.sandbox = sandbox
        enclosure = try Enclosure(
            in: sandbox,
            setUp: """
                mount -t tmpfs -o mode=755 tmpfs /run
                # A bare chroot has none of these, and journald asks for its control group.
                [ -e /sys/fs ] || mount -t sysfs sysfs /sys
                mountpoint -q /sys/fs/cgroup || mount -t cgroup2 cgroup2 /sys/fs/cgroup
                mkdir -p /run/systemd/journal /run/log/journal /run/systemd/journald.conf.d
                printf '[Journal]\\nStorage=volatile\\nReadKMsg=no\\nForwardToWall=no\\n' >/run/systemd/journald.conf.d/test.conf
                """)
        let notifications = try DatagramListener(path: sandbox.root + "/journald")
        var environment = sandbox.environment
        environment["NOTIFY_SOCKET"] = notifications.path
        daemon = try Child(
            enclosure.prefix + ["/lib/systemd/systemd-journald"], environment: environment,
            directory: sandbox.outputDirectory)
        _ = try notifications.next(with: "READY", "1")
    }

    /// Every stored record that fits, oldest first. What was sent before the call is in it.
    func records(_ matches: String...) throws -> [[String: String]] {
        let synced = try sandbox.run(enclosure.prefix + ["journalctl", "--sync"])
        guard synced.code == 0 else { throw Child.Failure(description: "journald did not sync: \(synced)") }
        let listed = try sandbox.run(
            enclosure.prefix + ["journalctl", "--directory=/run/log/journal", "--output=json", "--all"] + matches)
        return try listed.output.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
            return object.compactMapValues { $0 as? String }
        }
    }
}
