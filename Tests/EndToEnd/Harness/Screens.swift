import Glibc

/// A sway without a screen, whose pointer can be moved.
final class Sway {
    /// Root is another user only in a user namespace, which a chroot has not.
    static let isPossible = geteuid() != 0 || UserManager.isPossible

    private let desk: Desk
    private let compositor: Child

    init(_ desk: Desk, configuration: String) throws {
        self.desk = desk
        let file = desk.sandbox.root + "/sway.conf"
        try desk.sandbox.configure(configuration, file: "../../sway.conf")
        desk.sandbox.environment.merge(
            [
                "WLR_BACKENDS": "headless", "WLR_LIBINPUT_NO_DEVICES": "1", "WLR_RENDERER": "pixman",
                "SWAYSOCK": desk.sandbox.root + "/sway",
            ]
        ) { $1 }
        // sway refuses root, and takes the same user by another number.
        let user = geteuid() == 0 ? "unshare --user --map-user=1000 " : ""
        compositor = try desk.start(shell: "exec \(user)sway -c '\(file)'")
    }

    func move() throws {
        let moved = try desk.shell("swaymsg seat seat0 cursor move 5 5")
        guard moved.code == 0 else { throw Child.Failure(description: "no pointer: \(moved)\(compositor.errors)") }
    }

    /// Ends it, and waits for all it started, which ends with it.
    func stop() throws {
        compositor.signal(SIGTERM)
        let code = try compositor.wait()
        guard code == 0 else { throw Child.Failure(description: "sway ended with \(code): \(compositor.errors)") }
    }
}

/// An X display without a screen. Programs started at the desk from now on use it.
final class Display {
    private let server: Child

    init(_ desk: Desk) throws {
        let number = try LineReader()
        server = try desk.start(shell: "exec Xvfb -displayfd 1 -noreset -nolisten tcp", output: number.writer)
        number.closeWriter()
        guard let display = try number.next() else {
            throw Child.Failure(description: "no X display: \(server.errors)")
        }
        desk.sandbox.environment["DISPLAY"] = ":" + display
    }

    func stop() throws {
        server.signal(SIGTERM)
        try server.wait()
    }
}
