package import HabitKit

/// Reads time zone files as `zic` compiles them: TZif versions 1 to 4 (RFC 9636).
///
/// Names of zone periods, leap seconds and the wall/standard indicators are passed over: only offsets matter here,
/// and the machine's clock does not count leap seconds.
package enum TZif {
    /// The zone in `bytes`, called `name`.
    package static func zone(name: String, bytes: [UInt8]) throws(ZoneError) -> Zone {
        var reader = Reader(bytes: bytes)
        let first = try reader.header()
        guard first.version >= 2 else {
            let block = try reader.block(first, timeSize: 4)
            return try block.zone(name: name, footer: "")
        }
        // Later versions repeat the data with 64-bit times behind a 32-bit copy made for old readers.
        try reader.skip(first.blockSize(timeSize: 4))
        let second = try reader.header()
        let block = try reader.block(second, timeSize: 8)
        return try block.zone(name: name, footer: try reader.footer())
    }

    /// The counts in front of a data block.
    private struct Header {
        let version: Int
        let utIndicators: Int
        let standardIndicators: Int
        let leaps: Int
        let transitions: Int
        let types: Int
        let nameBytes: Int

        func blockSize(timeSize: Int) -> Int {
            transitions * (timeSize + 1) + types * 6 + nameBytes + leaps * (timeSize + 4) + standardIndicators
                + utIndicators
        }
    }

    private struct Block {
        let times: [Int64]
        let typeOfTransition: [Int]
        let offsets: [Int]

        func zone(name: String, footer: String) throws(ZoneError) -> Zone {
            var transitions: [Zone.Transition] = []
            for (index, at) in times.enumerated() {
                guard typeOfTransition[index] < offsets.count else { throw .damaged("a transition names no type") }
                transitions.append(Zone.Transition(at: at, offset: offsets[typeOfTransition[index]]))
            }
            var rule: ZoneRule?
            if !footer.isEmpty {
                rule = ZoneRule(posix: footer)
                guard rule != nil else { throw .damaged("its rule for the future, “\(footer)”, cannot be read") }
            }
            return Zone(
                name: name, initialOffset: offsets[0], transitions: Self.distinct(transitions), rule: rule)
        }

        /// Without those that change nothing but a name. The last one stays: the rule holds from there on.
        private static func distinct(_ transitions: [Zone.Transition]) -> [Zone.Transition] {
            var kept: [Zone.Transition] = []
            for (index, transition) in transitions.enumerated() {
                let isLast = index == transitions.count - 1
                if isLast || kept.last?.offset != transition.offset { kept.append(transition) }
            }
            return kept
        }
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        mutating func skip(_ count: Int) throws(ZoneError) {
            guard count >= 0, bytes.count - position >= count else { throw .damaged("it ends too early") }
            position += count
        }

        /// A big-endian signed number of `size` bytes.
        mutating func number(_ size: Int) throws(ZoneError) -> Int64 {
            let start = position
            try skip(size)
            let bits = bytes[start..<position].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return size == 4 ? Int64(Int32(truncatingIfNeeded: bits)) : Int64(bitPattern: bits)
        }

        mutating func count() throws(ZoneError) -> Int {
            let value = try number(4)
            guard value >= 0, value <= bytes.count else { throw .damaged("its header promises too much") }
            return Int(value)
        }

        mutating func header() throws(ZoneError) -> Header {
            let start = position
            try skip(20)
            guard bytes[start..<start + 4].elementsEqual("TZif".utf8) else { throw .damaged("it is no TZif file") }
            let mark = bytes[start + 4]
            let version = mark == 0 ? 1 : Int(mark) - Int(UInt8(ascii: "0"))
            let header = Header(
                version: version, utIndicators: try count(), standardIndicators: try count(), leaps: try count(),
                transitions: try count(), types: try count(), nameBytes: try count())
            guard version >= 1, header.types > 0 else { throw .damaged("its header makes no sense") }
            return header
        }

        mutating func block(_ header: Header, timeSize: Int) throws(ZoneError) -> Block {
            let end = position + header.blockSize(timeSize: timeSize)
            guard end <= bytes.count else { throw .damaged("it ends too early") }
            var times: [Int64] = []
            for _ in 0..<header.transitions { times.append(try number(timeSize)) }
            for (earlier, later) in zip(times, times.dropFirst()) where earlier >= later {
                throw .damaged("its transitions are out of order")
            }
            let indices = position
            try skip(header.transitions)
            let types = bytes[indices..<position].map(Int.init)
            var offsets: [Int] = []
            for _ in 0..<header.types {
                offsets.append(Int(try number(4)))
                try skip(2)
            }
            position = end
            return Block(times: times, typeOfTransition: types, offsets: offsets)
        }

        /// The POSIX rule between two newlines that ends the file; empty when nothing is known of the future.
        mutating func footer() throws(ZoneError) -> String {
            let newline = UInt8(ascii: "\n")
            let rest = bytes[position...]
            guard rest.first == newline, let end = rest.dropFirst().firstIndex(of: newline) else {
                throw .damaged("its footer is missing")
            }
            return String(decoding: bytes[position + 1..<end], as: UTF8.self)
        }
    }
}

/// Why a time zone could not be read.
package enum ZoneError: Error, Equatable, CustomStringConvertible {
    /// What is wrong inside the file.
    case damaged(String)
    /// The file and the system's reason.
    case unreadable(path: String, reason: String)
    /// `TZ` says something that is neither a zone's name nor a rule.
    case unknown(String)

    package var description: String {
        switch self {
        case .damaged(let what): "the time zone file is damaged: \(what)"
        case .unreadable(let path, let reason): "the time zone file \(path) cannot be read: \(reason)"
        case .unknown(let text): "TZ=\(text) is neither a time zone's name, as in Europe/Berlin, nor a rule"
        }
    }
}
