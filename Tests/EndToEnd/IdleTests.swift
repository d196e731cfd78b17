import Testing

/// While nothing is due, nothing runs. This is a count of wakeups over a few seconds, not a measurement of time.
@Suite(.timeLimit(.minutes(5))) struct IdleTests {
    @Test func `an idle daemon with two clients connected is not woken`() throws {
        let sandbox = try Sandbox()
        try sandbox.configure(
            "[day]\nactive = \"00:00-23:59\"\n[habits.water]\nenabled = false\n[habits.check-in]\nenabled = false\n")
        let daemon = try Daemon(in: sandbox)
        let client = try WireClient(path: sandbox.socket)
        let watcher = try WireClient(path: sandbox.socket)
        watcher.send("Watch", more: true)
        _ = try watcher.reply()
        _ = try client.call("Status")
        #expect(try Wakeups.cease(daemon.child.processID, sandbox))
        // They are still served.
        _ = try client.call("Status")
        try daemon.stop()
    }
}
