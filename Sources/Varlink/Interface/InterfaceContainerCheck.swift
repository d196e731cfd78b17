extension InterfaceCheck {
    /// An object with these fields: none unknown, none missing but optional ones.
    mutating func structure(_ fields: [InterfaceField]) throws(InterfaceMismatch) {
        var present = [Bool](repeating: false, count: fields.count)
        var members = try scan { scanner throws(JSONSyntaxError) in try scanner.openObject() }
        while let name = try nextName(&members) {
            guard let index = fields.firstIndex(where: { $0.name == name }) else {
                throw InterfaceMismatch(path: name, problem: "there is no such field")
            }
            present[index] = true
            try value(fields[index].type, called: name)
        }
        for (field, isPresent) in zip(fields, present) where !isPresent {
            if case .optional = field.type { continue }
            throw InterfaceMismatch(path: field.name, problem: "is missing")
        }
    }

    mutating func map(_ element: InterfaceType) throws(InterfaceMismatch) {
        var members = try scan { scanner throws(JSONSyntaxError) in try scanner.openObject() }
        while let name = try nextName(&members) { try value(element, called: name) }
    }

    mutating func array(_ element: InterfaceType) throws(InterfaceMismatch) {
        var elements = try scan { scanner throws(JSONSyntaxError) in try scanner.openArray() }
        var index = 0
        while try scan({ scanner throws(JSONSyntaxError) in try scanner.nextElement(&elements) }) {
            try value(element, called: "[\(index)]")
            index += 1
        }
    }

    private mutating func nextName(_ members: inout JSONMembers) throws(InterfaceMismatch) -> String? {
        try scan { scanner throws(JSONSyntaxError) in
            guard let key = try scanner.nextMember(&members) else { return nil }
            return scanner.string(key)
        }
    }

    /// Checks one value and puts its name before the path of what is wrong in it.
    private mutating func value(_ type: InterfaceType, called name: String) throws(InterfaceMismatch) {
        do throws(InterfaceMismatch) {
            try value(type)
        } catch {
            throw error.inside(name)
        }
    }
}
