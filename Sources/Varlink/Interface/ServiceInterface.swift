extension VarlinkInterface {
    /// `org.varlink.service`, which every service has: who it is and what it offers.
    public static let service: VarlinkInterface = {
        do {
            return try VarlinkInterface(parsing: serviceText)
        } catch {
            // The text is a constant below, and a test reads it: this cannot be reached.
            preconditionFailure("org.varlink.service: \(error)")
        }
    }()

    private static let serviceText = """
        # The Varlink Service Interface is provided by every varlink service. It
        # describes the service and the interfaces it implements.
        interface org.varlink.service

        # Get a list of all the interfaces a service provides and information
        # about the implementation.
        method GetInfo() -> (
          vendor: string,
          product: string,
          version: string,
          url: string,
          interfaces: []string
        )

        # Get the description of an interface that is implemented by this service.
        method GetInterfaceDescription(interface: string) -> (description: string)

        # The requested interface was not found.
        error InterfaceNotFound (interface: string)

        # The requested method was not found
        error MethodNotFound (method: string)

        # The interface defines the requested method, but the service does not
        # implement it.
        error MethodNotImplemented (method: string)

        # One of the passed parameters is invalid.
        error InvalidParameter (parameter: string)

        # The client is not allowed to call this method.
        error PermissionDenied ()

        # The method only makes sense with the flag more.
        error ExpectedMore ()

        # The method only makes sense with the flag upgrade.
        error ExpectedUpgrade ()

        """
}
