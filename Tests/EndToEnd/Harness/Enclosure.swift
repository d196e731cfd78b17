import Glibc

/// A mount namespace of its own, kept open while this value lives: what is mounted in it is seen by nobody else.
final class Enclosure {
    private let holder: Child
    private let flags: [String]

    /// - Parameter setUp: shell commands that run inside before anything else; `$1` is the sandbox's root.
    init(in sandbox: Sandbox, setUp: String) throws {
        // unshare's own way of making mounts private fails in a chroot, whose root need not be a mount; there it is also
        // not needed, so the script tries it.
        // Without root a user namespace gives the right to mount.
        let isRoot = geteuid() == 0
        flags = isRoot ? [] : ["--user", "--preserve-credentials"]
        let lines = try LineReader()
        let script = "set -e; mount --make-rprivate / 2>/dev/null || true; \(setUp)\necho inside; exec sleep infinity"
        holder = try sandbox.start(
            ["unshare", "--mount", "--propagation", "unchanged"] + (isRoot ? [] : ["--map-root-user"])
                + ["bash", "-c", script, "enclosure", sandbox.root], output: lines.writer)
        lines.closeWriter()
        guard try lines.first(where: { $0 == "inside" }) != nil else {
            throw Child.Failure(description: "no mount namespace: \(holder.errors)")
        }
    }

    /// What to put before a command to run it inside. The root is the holder's: a mount namespace entered by itself has the
    /// machine's, which is another one when the tests run in a chroot.
    var prefix: [String] {
        ["nsenter", "--target", String(holder.processID), "--mount", "--root"] + flags
    }
}
