import Foundation
import Glibc

/// A real systemd user manager, run by hand for a user that has no account, in a mount namespace with a home, a /run and a
/// journald of its own. The units are the shipped ones; only the program's path is that of the build.
final class UserManager {
    /// Any user but root: root is above what the units forbid.
    private static let user = "61234"
    static let isPossible: Bool = {
        guard geteuid() == 0, let sandbox = try? Sandbox() else { return false }
        return (try? sandbox.run(["unshare", "--user", "true"]).code) == 0
    }()

    let sandbox: Sandbox
    let journal: Journal
    private let group: String
    private let manager: Child

    init() throws {
        sandbox = try Sandbox()
        journal = try Journal(in: sandbox)
        group = "/sys/fs/cgroup/" + (sandbox.root as NSString).lastPathComponent
        let prepared = try sandbox.run(
            journal.enclosure.prefix
                + ["bash", "-ec", Self.preparation, Sandbox.program("habitd"), Self.units, Self.user, group])
        guard prepared.code == 0 else { throw Child.Failure(description: "no user manager: \(prepared)") }
        sandbox.environment = [
            "PATH": "/run/programs:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/home/user",
            "XDG_RUNTIME_DIR": "/run/user/" + Self.user, "NO_COLOR": "1",
        ]
        let notifications = try DatagramListener(path: sandbox.root + "/manager")
        chmod(sandbox.root, 0o711)
        chmod(notifications.path, 0o777)
        let start =
            "echo $$ >\"$0/cgroup.procs\"; NOTIFY_SOCKET=\"$1\" exec setpriv \(Self.credentials) /lib/systemd/systemd --user"
        manager = try sandbox.start(journal.enclosure.prefix + ["sh", "-c", start, group, notifications.path])
        _ = try notifications.next(with: "READY", "1")
    }

    deinit {
        // It ends its units, itself, and then its groups can go.
        manager.signal(SIGTERM)
        _ = try? manager.wait()
        _ = try? sandbox.run(
            journal.enclosure.prefix + ["find", group, "-depth", "-type", "d", "-exec", "rmdir", "{}", "+"])
    }

    private static let credentials = "--reuid=\(user) --regid=\(user) --clear-groups"
    private static let units = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Units").path

    /// What PID 1 and a login would have made. `$0` habitd, `$1` the units, `$2` the user, `$3` the control group.
    private static let preparation = """
        mountpoint -q /sys || mount -t sysfs sysfs /sys
        mountpoint -q /sys/fs/cgroup && umount -R /sys/fs/cgroup
        mount -t cgroup2 cgroup2 /sys/fs/cgroup
        mkdir "$3"
        chown -R "$2" "$3"
        mkdir -p /run/systemd/system /run/systemd/unit-root /run/systemd/mount-rootfs /run/programs
        install -d -o "$2" -m 0700 "/run/user/$2"
        install -m 0755 "$0" "${0%habitd}habitctl" /run/programs
        mount -t tmpfs -o mode=755 tmpfs /home
        install -d -o "$2" -m 0700 /home/user
        mkdir -p /run/systemd/user
        cp "$1/habitd.socket" /run/systemd/user
        sed 's|/usr/local/bin/|/run/programs/|' "$1/habitd.service" >/run/systemd/user/habitd.service
        """

    /// Runs a command as the user, inside.
    func run(_ command: String...) throws -> Sandbox.Finished {
        try sandbox.run(
            journal.enclosure.prefix + ["setpriv"] + Self.credentials.split(separator: " ").map(String.init) + command)
    }

    func systemctl(_ arguments: String...) throws -> Sandbox.Finished {
        try sandbox.run(
            journal.enclosure.prefix + ["setpriv"] + Self.credentials.split(separator: " ").map(String.init)
                + ["systemctl", "--user", "--no-pager"] + arguments)
    }
}
