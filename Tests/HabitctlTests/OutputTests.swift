import Glibc
import Testing

@testable import habitctl

@Suite struct OutputTests {
    @Test func `a reader that is gone is told apart from a disk that is full`() throws {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        #expect(throws: Output.ReaderGone.self) { try Output.write([1, 2, 3], to: ends[1]) }
        close(ends[1])

        let full = open("/dev/full", O_WRONLY)
        try #require(full >= 0)
        let refused = #expect(throws: Output.Refused.self) { try Output.write([1], to: full) }
        #expect(refused?.errno == ENOSPC)
        close(full)
    }
}
