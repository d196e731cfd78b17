import Testing

@testable import Varlink

@Suite struct InterfaceParserTests {
    private static let head = "interface a.b\n"
    private static func type(_ text: String) -> String {
        head + "type T (x: \(text))\nmethod M() -> ()\ntype Other (a: int)"
    }

    private static let portable = [
        type("bool"), type("int"), type("float"), type("string"), type("object"), type("Other"), type("[]int"),
        type("[string]int"), type("?int"), type("?[]int"), type("?[string]int"), type("?T"), type("[]Other"),
        type("(a: int, b: (one, two))"), type("[](a: int)"), type("[string](a: int)"), type("?(one, two)"),
        type("[](a: []int)"), type("?[string](a: int)"),
        head + "type T (object: int, string: string, type: bool, interface: float, method: int, error: int)",
        head + "type E (one, two_three, f4)\n",
        head + "method M() -> ()", head + "method M () -> ()\nerror E ()", head + "error E (a: int)",
        head + "method M(\n  # about a\n  a: int, # the same\n  b: ?string\n) -> (\n  c: bool\n)\n",
        "# doc\n\n# more\ninterface a.b # here\n\n# about M\nmethod M()->()# end",
        "interface xn--a.b\nmethod M() -> ()".replacing("xn--a", with: "xn-a"),
        "interface io.systemd.X-1.2y\nerror E ()",
        "\tinterface a.b\n\tmethod M(a:int,b:string)->(c:int)",
    ]

    /// What the reference's table says some parser of ours refuses, and what no grammar allows. 0 stands for any line.
    private static let refused: [(text: String, line: Int, full: Bool)] = [
        (type("[string]()"), 2, true), (type("[][]int"), 2, true), (type("[string][]int"), 2, true),
        (type("[][string]int"), 2, true), (type("[]?int"), 2, true), (type("?[]?int"), 2, true), (type("()"), 2, true),
        (type("any"), 2, true), (head + "type E ()", 2, true), (head + "type E (one)", 2, true),
        ("interface a.b--c\nmethod M() -> ()", 1, true), ("interface a.b\r\nmethod M() -> ()", 1, true),
        (type("??int"), 2, false), (type("? ?int"), 2, false), (type("Missing"), 2, false), (type("integer"), 2, false),
        (type("[int]string"), 2, false), (type("[]"), 2, false), (type("[string]"), 2, false), (type("?"), 2, false),
        (head + "type T (a: int,)", 2, false), (head + "type T (one, two,)", 2, false), (head + "type T (,)", 2, false),
        (head + "type T (a: int, b)", 2, false), (head + "type T (a, b: int)", 2, false),
        (head + "type T (a__b: int)", 2, false), (head + "type T (_a: int)", 2, false),
        (head + "type T (a_: int)", 2, false), (head + "type T (1a: int)", 2, false),
        (head + "type T (a: int, a: int)", 2, false), (head + "type T (one, two, one)", 2, false),
        (head + "type T (one-two, three)", 2, false), (head + "type t (a: int)", 2, false),
        (head + "type T int", 2, false), (head + "type T []int", 2, false),
        (head + "method m() -> ()", 2, false), (head + "method M_x() -> ()", 2, false), (head + "method M()", 2, false),
        (head + "method M() -> int", 2, false), (head + "method M(a) -> ()", 2, false),
        (head + "method M(a, b) -> ()", 2, false), (head + "method M() > ()", 2, false),
        (head + "method M() -> () method N() -> ()", 2, false), (head + "error E", 2, false),
        (head + "error E (a, b)", 2, false), (head + "error E ()\nmethod E() -> ()", 3, false),
        (head + "type E (a: int)\n\n# x\ntype E (a: int)", 5, false), (head + "struct T (a: int)", 2, false),
        (head + "type T (a: int", 2, false), (head + "type T (a: ?", 2, false),
        (head + "method M() -> (é: int)", 2, false),
        ("interface a.b method M() -> ()", 1, false), ("interface a\nmethod M() -> ()", 1, false),
        ("interface .a.b\nmethod M() -> ()", 1, false), ("interface a..b\nmethod M() -> ()", 1, false),
        ("interface 1a.b\nmethod M() -> ()", 1, false), ("interface a.b-\nmethod M() -> ()", 1, false),
        ("interface a.-b\nmethod M() -> ()", 1, false), ("interface a_b.c\nmethod M() -> ()", 1, false),
        ("method M() -> ()", 1, false), ("", 1, false), ("interface", 1, false), ("interface a.b\n# nothing", 2, false),
        (head + "\n\nmethod M(\n  a: int,\n  b: strin\n) -> ()", 6, false),
        (head + "type T (a: " + String(repeating: "(a: ", count: 3000), 2, false),
    ]

    @Test(arguments: portable)
    func `the portable subset is read`(text: String) throws {
        #expect(try VarlinkInterface(parsing: text).description == text)
        #expect(throws: Never.self) { try VarlinkInterface(parsing: text, dialect: .full) }
    }

    @Test(arguments: refused)
    func `what is not portable is refused with its line`(text: String, line: Int, full: Bool) throws {
        let error = #expect(throws: InterfaceSyntaxError.self) { try VarlinkInterface(parsing: text) }
        #expect(error?.line == line, "\(error?.description ?? "")")
        if full {
            #expect(throws: Never.self) { try VarlinkInterface(parsing: text, dialect: .full) }
        } else {
            #expect(throws: InterfaceSyntaxError.self) { try VarlinkInterface(parsing: text, dialect: .full) }
        }
    }

    @Test func `types, methods and errors are known by their names`() throws {
        let interface = try VarlinkInterface(
            parsing: """
                interface org.example.ftl
                type Condition (state: (idle, spooling, busy), level: ?int)
                # Jump.
                method Jump(to: []Condition, tags: ?[string]string) -> (eta: float)
                error NoFuel (missing: int)
                """)
        #expect(interface.name == "org.example.ftl")
        #expect(
            interface.types["Condition"]
                == .structure([
                    InterfaceField(name: "state", type: .enumeration(["idle", "spooling", "busy"])),
                    InterfaceField(name: "level", type: .optional(.int)),
                ]))
        #expect(
            interface.methods["Jump"]?.input == [
                InterfaceField(name: "to", type: .array(.named("Condition"))),
                InterfaceField(name: "tags", type: .optional(.map(.string))),
            ])
        #expect(interface.methods["Jump"]?.output == [InterfaceField(name: "eta", type: .float)])
        #expect(interface.errors["NoFuel"]?.parameters == [InterfaceField(name: "missing", type: .int)])
    }

    @Test func `the service interface is readable and complete`() {
        let service = VarlinkInterface.service
        #expect(service.name == "org.varlink.service")
        #expect(service.methods.keys.sorted() == ["GetInfo", "GetInterfaceDescription"])
        #expect(
            service.errors.keys.sorted() == [
                "ExpectedMore", "ExpectedUpgrade", "InterfaceNotFound", "InvalidParameter", "MethodNotFound",
                "MethodNotImplemented", "PermissionDenied",
            ])
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `a damaged text is read or refused, never a crash`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var text = Array(VarlinkInterface.service.description.utf8)
        for _ in 0..<4 {
            let index = Int.random(in: 0..<text.count, using: &random)
            if Bool.random(using: &random) {
                text.remove(at: index)
            } else {
                text.insert(text.randomElement(using: &random)!, at: index)
            }
        }
        let damaged = String(decoding: text, as: UTF8.self)
        for dialect in [VarlinkInterface.Dialect.portable, .full] {
            do throws(InterfaceSyntaxError) {
                _ = try VarlinkInterface(parsing: damaged, dialect: dialect)
            } catch {
                #expect(error.line >= 1 && error.line <= 60 && !error.problem.isEmpty)
            }
        }
    }
}
