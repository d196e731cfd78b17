internal import HabitKit
internal import Varlink

/// One import on its way: habitd's reader prints items, and they go to the daemon in messages of a moderate size, as they
/// were printed.
struct ImportSession {
    let client: ControlClient
    /// Is told of each bad line, up to a few.
    let complain: (Control.ImportProblem) -> Void
    /// What the file was taken for.
    private(set) var format = ""
    /// Lines that were not understood.
    private(set) var problems = 0
    /// Lines that say that nothing was done.
    private(set) var silent = 0
    private var token: String?
    private var batch: [UInt8] = []

    /// So many problems tell what kind of file it is.
    static let told = 20
    /// A note of the largest size, every character of it written as a code, still fits a message beside it.
    private static let batchSize = 256 << 10

    /// What the reader prints beside items.
    private struct Remark: Decodable {
        var format: String?
        var problem: String?
        var place: String?
        var silent: Int?
    }

    init(client: ControlClient, complain: @escaping (Control.ImportProblem) -> Void) {
        self.client = client
        self.complain = complain
    }

    /// Runs the reader, and hands the daemon what it reads.
    mutating func read(_ arguments: [String]) throws {
        client.patience = .seconds(120)
        let prefix = Array(#"{"place":"#.utf8)
        let isWhole = try Companion.lines(arguments) { line in
            if line.starts(with: prefix) { return try add(line) }
            let remark = try JSONText.decode(Remark.self, from: Array(line))
            format = remark.format ?? format
            silent = remark.silent ?? silent
            if let problem = remark.problem {
                note([Control.ImportProblem(place: remark.place ?? "", problem: problem)])
            }
        }
        guard isWhole else {
            if token != nil { try finish(.drop) }
            throw Failure(.data, "Nothing was imported.")
        }
        try send()
    }

    /// The last call. A file without a single line that is understood makes none before.
    @discardableResult
    mutating func finish(_ step: Control.ImportStep) throws -> Control.ImportReply {
        if token == nil { try stage([]) }
        return try client.call("Import", Control.ImportCall(token: token, step: step))
    }

    private mutating func add(_ line: ArraySlice<UInt8>) throws {
        if batch.count + line.count > Self.batchSize { try send() }
        if !batch.isEmpty { batch.append(UInt8(ascii: ",")) }
        batch += line
    }

    private mutating func send() throws {
        guard !batch.isEmpty else { return }
        try stage(batch)
        batch.removeAll(keepingCapacity: true)
    }

    private mutating func stage(_ items: [UInt8]) throws {
        var parameters = Array(#"{"step":"stage","items":["#.utf8) + items + Array("]".utf8)
        if let token {
            parameters += Array(#","token":"#.utf8)
            JSONText.append(token, to: &parameters)
        }
        parameters.append(UInt8(ascii: "}"))
        let reply = try JSONText.decode(Control.ImportReply.self, from: client.raw("Import", parameters))
        token = reply.token
        note(reply.problems)
    }

    private mutating func note(_ more: [Control.ImportProblem]) {
        for problem in more {
            problems += 1
            if problems <= Self.told { complain(problem) }
        }
    }
}
