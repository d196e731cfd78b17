internal import CSystemd
internal import Glibc
internal import HabitKit

/// How a plugin's program is started: over a shell that sets its limits and its own number, as `exec:` addresses of
/// systemd's do.
struct PluginLaunch {
    let path: String
    let limits: PluginLimits
    /// Ours; no more than a few of it is passed on.
    let environment: [String: String]

    /// Our ends of what connects us to a program, and its mark.
    struct Started {
        var child: ChildProcess
        var socket: Int32
        var output: Int32
    }

    /// Starts it.
    func start(
        mark: ProcessMark, ended: @escaping @Sendable (ChildProcess.Ending) -> Void
    ) throws(PluginFailure) -> Started {
        let (ours, theirs) = try Self.pair {
            socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, $0)
        }
        defer { close(theirs) }
        let output: (reading: Int32, writing: Int32)
        do throws(PluginFailure) {
            output = try Self.pair { pipe2($0, O_CLOEXEC) }
        } catch {
            close(ours)
            throw error
        }
        defer { close(output.writing) }
        _ = fcntl(output.reading, F_SETFL, O_NONBLOCK)
        let launch = ProcessLaunch(
            arguments: ["/bin/sh", "-c", script(mark), path], environment: passedOn, output: output.writing,
            socket: theirs, startsSession: true)
        do throws(ProcessLaunch.Failure) {
            let child = try ChildProcess(launch, takesItsGroupAlong: true, ended: ended)
            return Started(child: child, socket: ours, output: output.reading)
        } catch {
            close(ours)
            close(output.reading)
            throw PluginFailure(.notStarted, "it could not be started", words: error.reason)
        }
    }

    /// What `/bin/sh` does before it becomes the program. A limit that is lower already stays as it is.
    func script(_ mark: ProcessMark) -> String {
        let limits = [
            "-c 0", "-d \(limits.memory >> 10)", "-n \(limits.openFiles)", "-t \(limits.processorSeconds)",
            // In blocks of 512 bytes.
            "-f \(limits.fileSize >> 9)", "-m \(mark.kibibytes)",
        ]
        let settings = limits.map { "ulimit \($0);" }.joined(separator: " ")
        return "cd /; { \(settings) } 2>/dev/null; export LISTEN_PID=$$; exec \"$0\""
    }

    /// The allow-list, and what tells the program of its socket.
    var passedOn: [String: String] {
        let names: Set<String> = ["PATH", "HOME", "LANG", "TZ"]
        var passed = environment.filter { names.contains($0.key) || $0.key.hasPrefix("LC_") }
        passed["PATH"] = passed["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        passed["LISTEN_FDS"] = "1"
        passed["LISTEN_FDNAMES"] = "varlink"
        passed["HABITD_PLUGIN"] = path
        return passed
    }

    private static func pair(_ make: (UnsafeMutablePointer<Int32>) -> Int32) throws(PluginFailure) -> (Int32, Int32) {
        var descriptors: [Int32] = [-1, -1]
        let result = descriptors.withUnsafeMutableBufferPointer { buffer in buffer.baseAddress.map(make) ?? -1 }
        guard result == 0 else {
            throw PluginFailure(.notStarted, "it could not be started", words: String(cString: strerror(errno)))
        }
        return (descriptors[0], descriptors[1])
    }
}
