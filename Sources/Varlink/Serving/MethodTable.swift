/// The methods of several interfaces by their full names, with the checks that every server makes: whether there is
/// such a method, and whether parameters and replies are what the interface declares.
package struct MethodTable: Sendable {
    /// One method, and where it comes from.
    package struct Target: Sendable {
        /// The place of its interface among those that the table was made of.
        package let service: Int
        package let interface: VarlinkInterface
        package let method: InterfaceMethod
    }

    private let targets: [String: Target]
    private let interfaces: Set<String>

    /// - Parameter interfaces: all that is served; the same name twice is a programming error.
    package init(_ interfaces: [VarlinkInterface]) {
        var targets: [String: Target] = [:]
        var names: Set<String> = []
        for (index, interface) in interfaces.enumerated() {
            precondition(names.insert(interface.name).inserted, "\(interface.name) is served twice")
            for method in interface.methods.values {
                targets["\(interface.name).\(method.name)"] = Target(
                    service: index, interface: interface, method: method)
            }
        }
        self.targets = targets
        self.interfaces = names
    }

    /// The method of this full name.
    ///
    /// - Throws: `MethodNotFound`, or `InterfaceNotFound` where there is not even the interface.
    package func find(_ method: String) throws(VarlinkError) -> Target {
        if let target = targets[method] { return target }
        let interface = method.lastIndex(of: ".").map { String(method[..<$0]) } ?? ""
        throw interfaces.contains(interface) ? .methodNotFound(method) : .interfaceNotFound(interface)
    }
}

extension MethodTable.Target {
    /// A call's parameters, with integers that came as decimal strings turned into numbers.
    ///
    /// - Throws: `InvalidParameter` with the path of what is unknown, missing or of a wrong type.
    package func checked(_ parameters: [UInt8]) throws(VarlinkError) -> [UInt8] {
        do throws(InterfaceMismatch) {
            return try interface.check(input: parameters, of: method)
        } catch {
            throw .invalidParameter(error.path)
        }
    }

    /// Checks a reply's parameters; what does not fit is the service's fault.
    package func check(reply parameters: [UInt8]) throws(InterfaceMismatch) {
        try interface.check(output: parameters, of: method)
    }
}
