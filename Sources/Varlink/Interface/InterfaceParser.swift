/// Reads an interface's declarations. Types have a reader of their own, in `InterfaceTypeParser.swift`.
struct InterfaceParser {
    let dialect: VarlinkInterface.Dialect
    var scanner: InterfaceScanner
    private(set) var name = ""
    private(set) var types: [String: InterfaceType] = [:]
    private(set) var methods: [String: InterfaceMethod] = [:]
    private(set) var errors: [String: InterfaceErrorDefinition] = [:]
    /// Deepest nesting of types, as systemd has it.
    static let depthLimit = 64
    var depth = 0
    /// Types that were named, and where, to be looked up when all are known.
    var references: [(name: String, line: Int)] = []

    init(_ text: String, dialect: VarlinkInterface.Dialect) {
        self.dialect = dialect
        scanner = InterfaceScanner(text, dialect: dialect)
    }

    func fail(_ problem: String) -> InterfaceSyntaxError { scanner.fail(problem) }

    mutating func parse() throws(InterfaceSyntaxError) {
        let keyword = try scanner.word("'interface'")
        guard keyword == "interface" else { throw fail("expected 'interface', found '\(keyword)'") }
        name = try scanner.dottedWord("the interface's name")
        guard InterfaceNames.isInterface(name, dialect) else { throw fail("'\(name)' is not an interface name") }
        try scanner.endLine()
        scanner.skipBlanks()
        guard !scanner.isAtEnd else { throw fail("the interface declares nothing") }
        while !scanner.isAtEnd {
            try readMember()
            try scanner.endLine()
            scanner.skipBlanks()
        }
        for (name, line) in references where types[name] == nil {
            throw InterfaceSyntaxError(line: line, problem: "there is no type '\(name)'")
        }
    }

    private mutating func readMember() throws(InterfaceSyntaxError) {
        switch try scanner.word("'type', 'method' or 'error'") {
        case "type":
            let name = try newMemberName()
            types[name] = try readTypeAlias()
        case "method":
            let name = try newMemberName()
            let input = try readFields()
            try scanner.expect("->")
            methods[name] = InterfaceMethod(name: name, input: input, output: try readFields())
        case "error":
            let name = try newMemberName()
            errors[name] = InterfaceErrorDefinition(name: name, parameters: try readFields())
        case let other:
            throw fail("expected 'type', 'method' or 'error', found '\(other)'")
        }
    }

    private mutating func newMemberName() throws(InterfaceSyntaxError) -> String {
        let name = try scanner.word("a name")
        guard InterfaceNames.isMember(name) else {
            throw fail("'\(name)' is not a name: it starts with a capital and holds letters and digits")
        }
        guard types[name] == nil, methods[name] == nil, errors[name] == nil else {
            throw fail("'\(name)' is declared twice")
        }
        return name
    }

    private mutating func readTypeAlias() throws(InterfaceSyntaxError) -> InterfaceType {
        guard scanner.take("(") else { throw fail("expected '(', found \(scanner.found)") }
        return try readParenthesis(allowEmpty: dialect == .full)
    }

    /// The parameters of a method or error: a structure, which may be empty.
    private mutating func readFields() throws(InterfaceSyntaxError) -> [InterfaceField] {
        try scanner.expect("(")
        guard case .structure(let fields) = try readParenthesis(allowEmpty: true) else {
            throw fail("parameters need types: name: type")
        }
        return fields
    }
}
