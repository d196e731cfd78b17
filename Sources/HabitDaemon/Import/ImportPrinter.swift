internal import HabitKit
internal import Varlink

/// Puts lines into the form that Import takes, one JSON object each, and tells what is wrong with the others:
///
///     {"place":"log:12","entry":{…}}      {"place":"h.json:3","plan":{…}}      {"problem":"…","place":"log:13"}
struct ImportPrinter {
    let format: ImportFormat
    let names: ImportNames
    let check: ImportCheck
    /// Takes whole lines.
    let write: ([UInt8]) -> Void
    private var ids = StableID()
    private var buffer: [UInt8] = []
    /// Lines that say that nothing was done.
    private(set) var silent = 0

    init(format: ImportFormat, names: ImportNames, check: ImportCheck, write: @escaping ([UInt8]) -> Void) {
        self.format = format
        self.names = names
        self.check = check
        self.write = write
    }

    mutating func add(_ line: ImportedLine) {
        do throws(ImportRefusal) {
            switch line.content {
            case .nothing: silent += 1
            case .problem(let problem): throw ImportRefusal(problem)
            case .plan(let plan): try print(plan, line.place)
            case .entry(let entry): try print(entry, line.place)
            }
        } catch {
            put { writer in
                writer.string("problem", error.reason)
                writer.string("place", line.place)
            }
        }
    }

    /// What is told at the end, and what still waits to be written.
    mutating func finish() {
        put { [silent] writer in writer.number("silent", silent) }
        flush()
    }

    private mutating func print(_ foreign: ForeignEntry, _ place: String) throws(ImportRefusal) {
        if case .scale? = names[foreign.name], foreign.kind != "done" {
            silent += 1
            return
        }
        let entry = try named(foreign)
        _ = try check.entry(entry)
        put { writer in
            writer.string("place", place)
            writer.object("entry") { writer in
                writer.string("id", entry.id)
                writer.string("habit", entry.habit)
                writer.string("kind", entry.kind)
                writer.string("at", entry.at)
                if let amount = entry.amount { writer.number("amount", amount) }
                if let unit = entry.unit { writer.string("unit", unit) }
                if let attributes = entry.attributes, !attributes.isEmpty {
                    writer.object("attributes") { writer in
                        for (key, value) in attributes.sorted(by: { $0.key < $1.key }) { writer.string(key, value) }
                    }
                }
                if let note = entry.note { writer.string("note", note) }
                if let day = entry.day { writer.string("day", day) }
            }
        }
    }

    private mutating func print(_ plan: Control.Plan, _ place: String) throws(ImportRefusal) {
        var plan = plan
        if case .habit(let habit)? = names[plan.habit] { plan.habit = habit }
        _ = try check.plan(plan)
        put { writer in
            writer.string("place", place)
            writer.object("plan") { writer in
                writer.string("habit", plan.habit)
                writer.string("day", plan.day)
                if let target = plan.target { writer.number("target", target) }
                writer.string("period", plan.period)
                if let mode = plan.mode { writer.string("mode", mode) }
            }
        }
    }

    private mutating func put(_ body: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        writer.object { body(&$0) }
        buffer += writer.bytes
        buffer.append(0x0a)
        if buffer.count > 1 << 16 { flush() }
    }

    private mutating func flush() {
        guard !buffer.isEmpty else { return }
        write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    /// The entry with what it is called here, and with an id.
    private mutating func named(_ foreign: ForeignEntry) throws(ImportRefusal) -> Control.ImportedEntry {
        var entry = Control.ImportedEntry(
            id: foreign.id ?? "", habit: foreign.name, kind: foreign.kind, at: foreign.at, amount: foreign.amount,
            unit: foreign.unit, attributes: foreign.attributes, note: foreign.note, day: foreign.day)
        var target = foreign.name
        switch names[foreign.name] {
        case .habit(let habit): entry.habit = habit
        case .scale(let scale):
            try rate(&entry, scale)
            target = scale.rawValue
        // An export's habits are called what they are called; a name over there becomes an id.
        case nil: if foreign.id == nil { entry.habit = ImportNames.id(of: foreign.name) }
        }
        if entry.habit != CheckIn.habit { target = entry.habit }
        if foreign.id == nil {
            guard let at = ISO8601.parse(entry.at)?.instant(in: .utc) else {
                throw ImportRefusal("\(ImportCheck.quoted(entry.at)) is no time like 2026-11-24T15:40:00+01:00")
            }
            entry.id = ids.make(
                at: at, format.rawValue, target, entry.kind, foreign.amount.map { "\($0)" } ?? "",
                foreign.unit ?? "")
        }
        return entry
    }

    /// What was counted over there is a rating here.
    private func rate(_ entry: inout Control.ImportedEntry, _ scale: CheckIn.Scale) throws(ImportRefusal) {
        guard let amount = entry.amount else {
            throw ImportRefusal("it has no number to take for \(scale.rawValue)")
        }
        let rating = Int(exactly: amount.rounded())
        guard let rating, CheckIn.range.contains(rating) else {
            throw ImportRefusal("\(scale.rawValue) is rated from 0 to 10, and it says \(amount)")
        }
        entry.habit = CheckIn.habit
        (entry.amount, entry.unit) = (1, HabitKit.Unit.times.symbol)
        entry.attributes = (entry.attributes ?? [:]).merging([scale.rawValue: "\(rating)"]) { $1 }
    }
}
