extension InterfaceParser {
    /// A type in a field: `?` once at most, then containers, then an element.
    private mutating func readType() throws(InterfaceSyntaxError) -> InterfaceType {
        guard scanner.take("?") else { return try readContainer() }
        if scanner.take("?") { throw fail("'?' stands twice") }
        return .optional(try readContainer())
    }

    private mutating func readContainer() throws(InterfaceSyntaxError) -> InterfaceType {
        // Texts of a hostile service must not exhaust the stack.
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.depthLimit else { throw fail("nested more than \(Self.depthLimit) deep") }
        if scanner.take("[string]") { return .map(try readElement()) }
        if scanner.take("[]") { return .array(try readElement()) }
        return try readPlainType()
    }

    /// What a container holds. The portable subset ends here with a plain type.
    private mutating func readElement() throws(InterfaceSyntaxError) -> InterfaceType {
        if dialect == .full {
            guard scanner.take("?") else { return try readContainer() }
            if scanner.take("?") { throw fail("'?' stands twice") }
            return .optional(try readContainer())
        }
        if scanner.take("?") { throw fail("'?' inside [] or [string] is not portable") }
        if scanner.take("[") { throw fail("a container inside a container is not portable; name a type between them") }
        return try readPlainType()
    }

    private mutating func readPlainType() throws(InterfaceSyntaxError) -> InterfaceType {
        if scanner.take("(") { return try readParenthesis(allowEmpty: dialect == .full) }
        let name = try scanner.word("a type")
        switch name {
        case "bool": return .bool
        case "int": return .int
        case "float": return .float
        case "string": return .string
        case "object": return .object
        case "any" where dialect == .full: return .any
        case "any": throw fail("'any' is not portable")
        default:
            guard InterfaceNames.isMember(name) else { throw fail("'\(name)' is not a type") }
            references.append((name, scanner.line))
            return .named(name)
        }
    }

    /// What stands between parentheses, the first of which was taken: a structure or an enumeration.
    mutating func readParenthesis(allowEmpty: Bool) throws(InterfaceSyntaxError) -> InterfaceType {
        if scanner.take(")") {
            guard allowEmpty else { throw fail("an empty type is not portable") }
            return .structure([])
        }
        let first = try fieldName(besides: [])
        return scanner.take(":") ? try readStructure(first) : try readEnumeration(first)
    }

    private mutating func readStructure(_ first: String) throws(InterfaceSyntaxError) -> InterfaceType {
        var fields = [InterfaceField(name: first, type: try readType())]
        while scanner.take(",") {
            let name = try fieldName(besides: fields.map(\.name))
            try scanner.expect(":")
            fields.append(InterfaceField(name: name, type: try readType()))
        }
        try scanner.expect(")")
        return .structure(fields)
    }

    private mutating func readEnumeration(_ first: String) throws(InterfaceSyntaxError) -> InterfaceType {
        var values = [first]
        while scanner.take(",") { values.append(try fieldName(besides: values)) }
        try scanner.expect(")")
        // Python's scanner takes a lone value for the start of a structure.
        guard values.count > 1 || dialect == .full else { throw fail("an enumeration of one value is not portable") }
        return .enumeration(values)
    }

    private mutating func fieldName(besides taken: [String]) throws(InterfaceSyntaxError) -> String {
        let name = try scanner.word("a field's name")
        guard InterfaceNames.isField(name) else {
            throw fail("'\(name)' is not a field name: it starts with a letter; single '_' may stand inside")
        }
        guard !taken.contains(name) else { throw fail("'\(name)' stands twice") }
        return name
    }
}
