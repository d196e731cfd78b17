internal import Glibc

/// The kernel's word on what happens to files: a descriptor that becomes readable.
enum Inotify {
    /// One thing that happened to what is watched, or to `name` in it.
    struct Event: Sendable, Equatable {
        /// −1 where the kernel's queue ran over: anything may have happened.
        var watch: Int32
        var name: String
    }

    static func open() throws(FileProblem) -> Int32 {
        let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard descriptor >= 0 else { throw FileProblem(errno: errno) }
        return descriptor
    }

    /// Everything that waits to be read.
    static func read(_ descriptor: Int32) -> [Event] {
        var events: [Event] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return events }
            buffer.withUnsafeBytes { bytes in
                var position = 0
                let header = MemoryLayout<inotify_event>.size
                while position + header <= count {
                    let event = bytes.loadUnaligned(fromByteOffset: position, as: inotify_event.self)
                    let name = bytes[position + header..<position + header + Int(event.len)].prefix { $0 != 0 }
                    events.append(Event(watch: event.wd, name: String(decoding: name, as: UTF8.self)))
                    position += header + Int(event.len)
                }
            }
        }
    }
}
