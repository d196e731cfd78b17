internal import Glibc

extension Companion {
    /// Runs habitd with these arguments and hands over each line that it prints, as it comes. What it has to say on standard
    /// error, the user reads.
    ///
    /// - Returns: whether it ended well.
    static func lines(_ arguments: [String], _ body: (ArraySlice<UInt8>) throws -> Void) throws -> Bool {
        let program = try found()
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw unstartable(program, errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let child: pid_t
        do {
            defer { close(ends[1]) }
            child = try spawn(program, arguments, output: ends[1])
        } catch {
            close(ends[0])
            throw error
        }
        let result = Result { try readLines(ends[0], body) }
        // Where we stop early, it finds nobody to write to and ends.
        close(ends[0])
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        try result.get()
        return status == 0
    }

    private static func spawn(_ program: String, _ arguments: [String], output: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What this program ignores would stay ignored over there.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, program, &actions, &attributes, words, environ)
        guard code == 0 else { throw unstartable(program, code) }
        return child
    }

    private static func readLines(_ descriptor: Int32, _ body: (ArraySlice<UInt8>) throws -> Void) throws {
        var rest: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest += chunk[..<count]
            var start = 0
            while let end = rest[start...].firstIndex(of: 0x0a) {
                try body(rest[start..<end])
                start = end + 1
            }
            rest.removeFirst(start)
        }
    }
}
