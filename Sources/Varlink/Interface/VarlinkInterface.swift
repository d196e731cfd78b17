/// An interface: its text, to be served word for word, and what the text says.
public struct VarlinkInterface: Sendable, Equatable {
    /// How much of the interface definition language is accepted.
    public enum Dialect: Sendable {
        /// What the parsers of systemd, libvarlink and Python all take: at most one `[]` or `[string]` level, no string
        /// sets, no empty types, no `any`, no `[]?T`. Use it for everything that others shall read.
        case portable
        /// The whole grammar of UAPI.20.
        case full
    }

    /// The interface's name, `io.example.Thing`.
    public let name: String
    /// The text it was read from, verbatim.
    public let description: String
    /// The named types.
    public let types: [String: InterfaceType]
    /// The methods by their bare names.
    public let methods: [String: InterfaceMethod]
    /// The errors by their bare names.
    public let errors: [String: InterfaceErrorDefinition]

    /// Reads an interface in the portable subset.
    ///
    /// - Throws: `InterfaceSyntaxError` with the line of the first mistake.
    public init(parsing text: String) throws(InterfaceSyntaxError) {
        try self.init(parsing: text, dialect: .portable)
    }

    /// Reads an interface.
    public init(parsing text: String, dialect: Dialect) throws(InterfaceSyntaxError) {
        var parser = InterfaceParser(text, dialect: dialect)
        try parser.parse()
        name = parser.name
        description = text
        types = parser.types
        methods = parser.methods
        errors = parser.errors
    }
}

/// A mistake in an interface's text.
public struct InterfaceSyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The line it stands on, counted from 1.
    public let line: Int
    /// What is wrong there.
    public let problem: String

    /// Line and problem in one.
    public var description: String { "line \(line): \(problem)" }
}
