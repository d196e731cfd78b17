/// An error that a service answers with: a name anyone can look up in the interface, and what is needed to act on it.
public struct VarlinkError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The full name, `io.example.Thing.NoSuchThing`.
    public let name: String
    /// The error's parameters: a JSON object as text, `{}` when there are none.
    public let parameters: [UInt8]

    /// An error with parameters. What cannot be encoded is left out, for an error must not fail on its way.
    public init(_ name: String, _ parameters: some Encodable) {
        self.init(name, encoded: (try? JSONText.encode(parameters)) ?? JSONText.emptyObject)
    }

    /// An error without parameters.
    public init(_ name: String) {
        self.init(name, encoded: JSONText.emptyObject)
    }

    /// An error whose parameters are already a JSON object as text.
    public init(_ name: String, encoded parameters: [UInt8]) {
        self.name = name
        self.parameters = parameters.isEmpty ? JSONText.emptyObject : parameters
    }

    /// The parameters as a type of the caller's.
    ///
    /// - Throws: `DecodingError` when they do not fit.
    public func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try JSONText.decode(type, from: parameters)
    }

    /// Name and parameters in one line, for a log.
    public var description: String {
        JSONText.isEmptyObject(parameters) ? name : "\(name) \(String(decoding: parameters, as: UTF8.self))"
    }
}

/// The errors of `org.varlink.service`, which any method may answer with.
extension VarlinkError {
    /// No interface of this name is served here.
    public static func interfaceNotFound(_ interface: String) -> VarlinkError {
        service("InterfaceNotFound", "interface", interface)
    }

    /// The interface has no such method. `method` is the full name, as it was called.
    public static func methodNotFound(_ method: String) -> VarlinkError {
        service("MethodNotFound", "method", method)
    }

    /// The interface has the method, this service does not offer it.
    public static func methodNotImplemented(_ method: String) -> VarlinkError {
        service("MethodNotImplemented", "method", method)
    }

    /// A parameter is unknown, missing or of the wrong type.
    public static func invalidParameter(_ parameter: String) -> VarlinkError {
        service("InvalidParameter", "parameter", parameter)
    }

    /// The caller may not do this.
    public static let permissionDenied = VarlinkError("org.varlink.service.PermissionDenied")
    /// The method only makes sense with `more`.
    public static let expectedMore = VarlinkError("org.varlink.service.ExpectedMore")
    /// The method only makes sense with `upgrade`.
    public static let expectedUpgrade = VarlinkError("org.varlink.service.ExpectedUpgrade")

    private static func service(_ error: String, _ key: String, _ value: String) -> VarlinkError {
        var parameters: [UInt8] = [UInt8(ascii: "{")]
        JSONText.append(key, to: &parameters)
        parameters.append(UInt8(ascii: ":"))
        JSONText.append(value, to: &parameters)
        parameters.append(UInt8(ascii: "}"))
        return VarlinkError("org.varlink.service.\(error)", encoded: parameters)
    }
}
