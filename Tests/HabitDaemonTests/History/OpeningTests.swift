import Foundation
import GRDB
import Glibc
import HabitKit
import Synchronization
import Testing

@testable import HabitDaemon

/// Opens files beside the test, and counts those that somebody else closed.
private final class Neighbour: Sendable {
    let isOver = Atomic(false)
    let lost = Atomic(0)

    func openAndClose() {
        while !isOver.load(ordering: .relaxed) {
            let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
            sched_yield()
            if close(descriptor) != 0 { lost.add(1, ordering: .relaxed) }
        }
    }
}

@Suite struct OpeningTests {
    @Test func `everything is for the owner's eyes alone, whatever was there before`() async throws {
        let folder = try StoreFolder()
        try FileManager.default.createDirectory(
            atPath: folder.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        _ = FileManager.default.createFile(atPath: folder.file, contents: nil, attributes: [.posixPermissions: 0o644])
        let history = try folder.open()
        try await history.append(entry("a"), day: startDay)
        _ = try await history.backUpDaily(at: start)
        #expect(StoreFolder.rights(folder.data) == 0o700)
        #expect(StoreFolder.rights(folder.data + "/backups") == 0o700)
        let files = ["history.sqlite", "history.sqlite-wal", "history.sqlite-shm", "history.lock"]
        for file in files { #expect(StoreFolder.rights(folder.data + "/" + file) == 0o600, "\(file)") }
        for backup in history.backups() { #expect(StoreFolder.rights(backup.path) == 0o600) }
        try history.close()
    }

    @Test func `a second daemon is refused while the first lives, and told whom to stop`() throws {
        let folder = try StoreFolder()
        let first = try folder.open()
        let error = #expect(throws: HistoryError.self) { try folder.open() }
        #expect(error?.code == .inUse)
        #expect(error?.message.contains("process \(getpid())") == true)
        #expect(error?.message.contains(folder.data) == true)
        try first.close()
        try folder.open().close()
    }

    @Test func `a refusal closes its own descriptor once, and nobody else's`() throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        let neighbour = Neighbour()
        let queue = DispatchQueue(label: "neighbour")
        queue.async { neighbour.openAndClose() }
        for _ in 0..<2000 {
            #expect(throws: HistoryError.self) { _ = try HistoryLock(DataDirectory(path: folder.data)) }
        }
        neighbour.isOver.store(true, ordering: .relaxed)
        queue.sync {}
        #expect(neighbour.lost.load(ordering: .relaxed) == 0)
        try history.close()
    }

    @Test func `closing gives the lock back though a child that is being started still has a copy`() throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(Int32.init)
        let held = descriptors.filter { descriptor in
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
            return target?.hasSuffix(folder.data.dropFirst(5) + "/history.lock") == true
        }
        try #require(held.count == 1)
        let copy = dup(held[0])
        defer { close(copy) }
        try history.close()
        try folder.open().close()
    }

    @Test func `a file of a later version is refused and not touched`() throws {
        let folder = try StoreFolder()
        try folder.open().close()
        try folder.execute("PRAGMA user_version = 99")
        let before = try folder.contents()
        let error = #expect(throws: HistoryError.self) { try folder.open() }
        #expect(error?.code == .newer)
        #expect(error?.message.contains("99") == true)
        #expect(try folder.contents() == before)
    }

    @Test(arguments: [
        "PRAGMA application_id = 77; CREATE TABLE t (x)", "CREATE TABLE t (x)", "PRAGMA user_version = 3",
    ])
    func `a database of another program is refused and not touched`(_ sql: String) throws {
        let folder = try StoreFolder()
        try FileManager.default.createDirectory(atPath: folder.data, withIntermediateDirectories: true)
        try folder.execute(sql)
        let before = FileManager.default.contents(atPath: folder.file)
        let error = #expect(throws: HistoryError.self) { try folder.open() }
        #expect(error?.code == .foreign)
        #expect(FileManager.default.contents(atPath: folder.file) == before)
    }

    /// Ways a file can be damaged, each done to the bytes of a sound history.
    enum Damage: CaseIterable, CustomTestStringConvertible {
        case notADatabase, cutShort, headerOverwritten, schemaOverwritten, everyPageButTheFirst

        var testDescription: String { String(describing: self) }

        func apply(_ bytes: Data) -> Data {
            var bytes = bytes
            switch self {
            case .notADatabase: return Data("Dear diary, today I walked.\n".utf8)
            case .cutShort: return bytes.prefix(bytes.count / 2)
            case .headerOverwritten: bytes.replaceSubrange(0..<40, with: Data(repeating: 0x41, count: 40))
            case .schemaOverwritten: bytes.replaceSubrange(100..<2048, with: Data(repeating: 0xFF, count: 1948))
            case .everyPageButTheFirst:
                bytes.replaceSubrange(2048..<bytes.count, with: Data(repeating: 0x5A, count: bytes.count - 2048))
            }
            return bytes
        }
    }

    @Test(arguments: Damage.allCases)
    func `a damaged file is moved aside whole, and the newest backup is offered`(_ damage: Damage) async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        for number in 0..<50 { try await history.append(entry("e\(number)"), day: startDay) }
        let backup = try #require(try await history.backUpDaily(at: start))
        try history.close()
        let damaged = damage.apply(try #require(FileManager.default.contents(atPath: folder.file)))
        try damaged.write(to: URL(fileURLWithPath: folder.file))

        let fresh = try folder.open(at: start + .hours(1))
        let rescue = try #require(fresh.rescue)
        #expect(rescue.movedTo == folder.data + "/history.damaged-20261124T130000Z.sqlite")
        #expect(FileManager.default.contents(atPath: rescue.movedTo) == damaged)
        #expect(rescue.newestBackup == backup)
        #expect(rescue.message.contains(backup.path) && rescue.message.contains(rescue.movedTo))
        #expect(try await fresh.latest() == nil)
        try await fresh.append(entry("new"), day: startDay)
        try fresh.close()

        let again = try folder.open(at: start + .hours(2))
        #expect(again.rescue == nil)
        #expect(try await again.latest()?.id == "new")
        try again.close()
    }

    @Test func `a log without its database is kept aside`() throws {
        let folder = try StoreFolder()
        try folder.open().close()
        try FileManager.default.removeItem(atPath: folder.file)
        let log = Data(repeating: 7, count: 5000)
        try log.write(to: URL(fileURLWithPath: folder.file + "-wal"))
        let history = try folder.open()
        let rescue = try #require(history.rescue)
        #expect(FileManager.default.contents(atPath: rescue.movedTo + "-wal") == log)
        #expect(rescue.message.contains("There is no backup yet"))
        try history.close()
    }

    @Test func `entries that were only in the log when we were killed are there`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        try await history.append(entry("a"), day: startDay)
        // The files as a kill -9 leaves them: nothing was closed.
        let copy = try StoreFolder()
        try FileManager.default.createDirectory(atPath: copy.data, withIntermediateDirectories: true)
        for name in ["history.sqlite", "history.sqlite-wal"] {
            try FileManager.default.copyItem(atPath: folder.data + "/" + name, toPath: copy.data + "/" + name)
        }
        try history.close()
        let revived = try copy.open()
        #expect(revived.rescue == nil)
        #expect(try await revived.latest() == entry("a"))
        try revived.close()
    }

    @Test func `a folder that cannot be made, or is a file, is an error that says what to do`() throws {
        let folder = try StoreFolder()
        _ = FileManager.default.createFile(atPath: folder.root + "/share", contents: Data("in the way".utf8))
        let error = #expect(throws: HistoryError.self) { try folder.open() }
        #expect(error?.code == .notAccessible)
        #expect(error?.message.contains("XDG_DATA_HOME") == true)
        #expect(FileManager.default.contents(atPath: folder.root + "/share") == Data("in the way".utf8))
    }

    /// What the rights of a file and its folder are, and what cannot be used then.
    @Test(arguments: [(0o500, 0o600), (0o000, 0o600), (0o700, 0o400), (0o700, 0o000)])
    func `rights that are missing are told by the path they are missing on`(_ dir: Int, _ file: Int) throws {
        let folder = try StoreFolder()
        try folder.open().close()
        for path in [folder.root, folder.root + "/share"] { chmod(path, 0o755) }
        let owner: uid_t = 65_534
        for path in [folder.data, folder.file, folder.data + "/history.lock"] { chown(path, owner, owner) }
        chmod(folder.file, mode_t(file))
        if dir != 0o700 { unlink(folder.data + "/history.lock") }
        chmod(folder.data, mode_t(dir))
        defer { chmod(folder.data, 0o700) }
        let error = try OtherUser.run(owner) {
            do {
                try folder.open().close()
                return HistoryError?.none
            } catch {
                return error as? HistoryError
            }
        }
        #expect(error?.code == .notAccessible)
        #expect(error?.message.contains(folder.data) == true)
        #expect(error?.cause != nil)
    }
}
