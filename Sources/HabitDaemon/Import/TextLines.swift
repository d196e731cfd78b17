/// The lines of a text file, counted from 1: without their ends, and without the mark some programs put at the start.
struct TextLines: Sequence {
    let bytes: [UInt8]

    func makeIterator() -> Iterator {
        Iterator(bytes: bytes, position: bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0)
    }

    struct Iterator: IteratorProtocol {
        let bytes: [UInt8]
        var position: Int
        var number = 0

        mutating func next() -> (number: Int, bytes: ArraySlice<UInt8>)? {
            guard position < bytes.count else { return nil }
            number += 1
            let end = bytes[position...].firstIndex(of: 0x0a) ?? bytes.count
            var line = bytes[position..<end]
            if line.last == 0x0d { line.removeLast() }
            position = end + 1
            return (number, line)
        }
    }

    /// The line as text; nil where it is not UTF-8.
    static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        String(validating: bytes, as: UTF8.self)
    }

    static let notText = "it is not text in UTF-8"
}
