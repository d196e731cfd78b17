/// A type of the interface definition language.
public indirect enum InterfaceType: Sendable, Equatable {
    /// `bool`
    case bool
    /// `int`: signed, 64 bits.
    case int
    /// `float`: a double that is finite.
    case float
    /// `string`
    case string
    /// `object`: any JSON object.
    case object
    /// `any`: any JSON value but null. Not in the portable subset.
    case any
    /// A type of the same interface, by name.
    case named(String)
    /// `(a: int, b: string)`
    case structure([InterfaceField])
    /// `(one, two)`
    case enumeration([String])
    /// `[]T`
    case array(InterfaceType)
    /// `[string]T`
    case map(InterfaceType)
    /// `?T`: null or absent is a value too.
    case optional(InterfaceType)
}

/// A named value in a structure, a method's parameters or an error's.
public struct InterfaceField: Sendable, Equatable {
    /// The field's name.
    public let name: String
    /// The field's type.
    public let type: InterfaceType

    /// Makes a field.
    public init(name: String, type: InterfaceType) {
        self.name = name
        self.type = type
    }
}

/// A method's signature.
public struct InterfaceMethod: Sendable, Equatable {
    /// The bare name, without the interface's.
    public let name: String
    /// What a call carries.
    public let input: [InterfaceField]
    /// What a reply carries.
    public let output: [InterfaceField]
}

/// An error that methods of the interface may answer with.
public struct InterfaceErrorDefinition: Sendable, Equatable {
    /// The bare name, without the interface's.
    public let name: String
    /// What it carries.
    public let parameters: [InterfaceField]
}
