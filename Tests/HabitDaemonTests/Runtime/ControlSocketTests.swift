import Foundation
import Glibc
import Testing

@testable import HabitDaemon

@Suite struct ControlSocketTests {
    /// A socket at `path`; listening until it is closed.
    private func listen(at path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(code == 0 && Glibc.listen(descriptor, 1) == 0)
        return descriptor
    }

    @Test func `its folder is made for nobody else`() throws {
        let folder = try StoreFolder()
        try ControlSocket.clear(folder.root + "/habitd/control")
        #expect(StoreFolder.rights(folder.root + "/habitd") == 0o700)
    }

    @Test func `what a dead daemon left behind is removed`() throws {
        let folder = try StoreFolder()
        let path = folder.root + "/control"
        close(try listen(at: path))
        #expect(!ControlSocket.isListenedOn(path))
        try ControlSocket.clear(path)
        #expect(access(path, F_OK) != 0)
    }

    @Test func `a socket that somebody listens on stays`() throws {
        let folder = try StoreFolder()
        let path = folder.root + "/control"
        let descriptor = try listen(at: path)
        defer { close(descriptor) }
        let error = try #require(throws: StartError.self) { try ControlSocket.clear(path) }
        #expect(error.message.contains("already listens"))
        #expect(access(path, F_OK) == 0)
    }

    @Test func `a file in its place stays and is told`() throws {
        let folder = try StoreFolder()
        let path = folder.root + "/control"
        try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
        let error = try #require(throws: StartError.self) { try ControlSocket.clear(path) }
        #expect(error.message.contains(path))
        #expect(FileManager.default.contents(atPath: path) == Data("mine".utf8))
    }

    @Test func `a path that is too long is told with its length and the limit`() throws {
        let path = "/" + String(repeating: "p", count: 107)
        let error = try #require(throws: StartError.self) { try ControlSocket.clear(path) }
        #expect(error.message.contains("108") && error.message.contains("107") && error.status == .data)
    }

    @Test func `without a hand-over nothing is inherited`() {
        #expect(ControlSocket.inherited(["LISTEN_FDS": "1", "LISTEN_PID": "1"]).isEmpty)
        #expect(ControlSocket.inherited([:]).isEmpty)
    }
}
