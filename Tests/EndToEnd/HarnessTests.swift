import Testing

/// What the other tests stand on, tried with other people's programs.
@Suite(.timeLimit(.minutes(5))) struct HarnessTests {
    @Test func `a journald run by hand stores structured records and gives them back`() throws {
        let sandbox = try Sandbox()
        let journal = try Journal(in: sandbox)
        let record = sandbox.root + "/record"
        try sandbox.configure("MESSAGE=Stand up\nHABIT_ID=posture\nlower=dropped\n", file: "../../record")
        let sent = try sandbox.run(journal.enclosure.prefix + ["logger", "--journald=" + record])
        #expect(sent.code == 0, "\(sent)")
        let records = try journal.records("HABIT_ID=posture")
        #expect(records.map { $0["MESSAGE"] } == ["Stand up"])
        #expect(records.first?["lower"] == nil)
    }

    @Test func `a process's end is told as a shell tells it`() throws {
        let sandbox = try Sandbox()
        #expect(try sandbox.run(["sh", "-c", "echo out; echo err >&2; exit 7"]).code == 7)
        #expect(try sandbox.run(["sh", "-c", "kill -9 $$"]).code == 137)
        #expect(throws: Child.Failure.self) { try sandbox.run(["/nowhere/to/be/found"]) }
    }

    @Test func `datagram fields are read in both of the journal's forms`() {
        let binary = Array("MESSAGE\n".utf8) + [3, 0, 0, 0, 0, 0, 0, 0] + Array("a\nb\nPRIORITY=5\n".utf8)
        #expect(DatagramListener.fields(binary) == ["MESSAGE": "a\nb", "PRIORITY": "5"])
        #expect(DatagramListener.fields(Array("READY=1\nSTATUS=x=y".utf8)) == ["READY": "1", "STATUS": "x=y"])
    }
}
