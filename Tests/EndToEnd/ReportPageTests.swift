import Foundation
import Testing

/// The report in a browser: what is drawn, and not only what is written.
@Suite(.timeLimit(.minutes(5))) struct ReportPageTests {
    /// What `look.py` tells of a page.
    struct Look: Decodable {
        var paper: View
        var phone: View
        var printed: Printed

        struct View: Decodable {
            var width: Double
            var overflow: [String]
            var clipped: [String]
            var contrast: Double
            var faintest: String
            var charts: [Chart]
            var ink: Double
        }

        struct Chart: Decodable {
            var width: Double
            var height: Double
            var role: String
            var named: [String]
            var outside: [String]
            var overlapping: [String]
            var textHeight: Double
            var lines: [Line]
            var dashes: [String]
        }

        struct Line: Decodable {
            var width: Double
            var height: Double
            var length: Double
        }

        struct Printed: Decodable {
            var pages: Int
            var size: [Double]
        }
    }

    private static var programs: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Programs").path
    }

    /// A sandbox whose history is a life of so many years, and a daemon on it.
    private func lived(_ years: Double) throws -> (Sandbox, Daemon) {
        let sandbox = try Sandbox()
        // The daemon makes the file and leaves it whole.
        try Daemon(in: sandbox).stop()
        let life = "\"$0/life.py\" --years \(years) --end $(date -u +%F) | python3 \"$0/keep.py\" \"$1\""
        let filled = try sandbox.run(["sh", "-c", "python3 " + life, Self.programs, sandbox.history])
        #expect(filled.code == 0, "\(filled)")
        return (sandbox, try Daemon(in: sandbox))
    }

    private func look(at page: String, _ sandbox: Sandbox) throws -> Look {
        let told = try sandbox.run(["python3", Self.programs + "/look.py", page, sandbox.root])
        guard told.code == 0 else { throw Child.Failure(description: "the page could not be opened: \(told)") }
        return try JSONDecoder().decode(Look.self, from: Data(told.output.utf8))
    }

    private func check(_ view: Look.View, _ name: String) {
        #expect(view.overflow.isEmpty, "\(name): \(view.overflow)")
        #expect(view.clipped.isEmpty, "\(name): \(view.clipped)")
        #expect(view.contrast >= 4.5, "\(name): \(view.faintest)")
        #expect(view.ink > 0.02 && view.ink < 0.8, "\(name): \(view.ink)")
        #expect(view.charts.count == 1, "\(name): the one that fits")
        for chart in view.charts {
            #expect(chart.width > 250 && chart.width <= view.width && chart.height > 150, "\(name): \(chart)")
            #expect(chart.outside.isEmpty, "\(name): \(chart.outside)")
            #expect(chart.overlapping.isEmpty, "\(name): \(chart.overlapping)")
            #expect(chart.textHeight >= 10, "\(name): text can be read")
            #expect(chart.role == "img" && chart.named.allSatisfy { $0.count > 20 }, "\(name): \(chart.named)")
            #expect(chart.lines.count == 3 && Set(chart.dashes).count == 3, "\(name): \(chart.dashes)")
            for line in chart.lines {
                #expect(line.width > chart.width / 2 && line.height > 3 && line.length > line.width, "\(name): \(line)")
            }
        }
    }

    @Test func `two years are drawn whole on paper and on a phone`() throws {
        let (sandbox, daemon) = try lived(2)
        let page = sandbox.root + "/report.html"
        let made = try sandbox.habitctl("report", "--html", page, "--name", "Anna Berger", "--notes")
        #expect(made.code == 0 && made.output.isEmpty && made.errors.contains(page), "\(made)")
        let text = try String(contentsOfFile: page, encoding: .utf8)
        for part in ["What tended to go together", "Reaches the minimal important change", "every 2 weeks", "PEG"] {
            #expect(text.contains(part), "\(part)")
        }
        let look = try look(at: page, sandbox)
        check(look.paper, "paper")
        check(look.phone, "phone")
        #expect(look.printed.pages <= 4, "\(look.printed.pages)")
        let size = look.printed.size.map { $0.rounded() }
        #expect(size == [595, 842], "A4: \(size)")
        try daemon.stop()
    }

    @Test func `ten years, long words and nothing at all are drawn whole too`() throws {
        let (sandbox, daemon) = try lived(10)
        let page = sandbox.root + "/report.html"
        let long = String(repeating: "Donaudampfschifffahrt", count: 12)
        sandbox.environment["LONG"] = long
        let made = try sandbox.habitctl("report", "--html", page, "--name", long)
        #expect(made.code == 0, "\(made)")
        let look = try look(at: page, sandbox)
        check(look.paper, "paper")
        check(look.phone, "phone")
        #expect(look.printed.pages <= 5, "\(look.printed.pages)")
        let empty = try sandbox.habitctl("report", "--html", page, "--since", "today")
        #expect(empty.code == 0, "\(empty)")
        let nothing = try self.look(at: page, sandbox)
        #expect(nothing.phone.overflow.isEmpty && nothing.phone.charts.isEmpty && nothing.printed.pages <= 2)
        try daemon.stop()
    }

    @Test func `each form goes where it is meant to`() throws {
        let (sandbox, daemon) = try lived(0.5)
        let printed = try sandbox.habitctl("report")
        #expect(printed.code == 0 && printed.output.hasPrefix("# Self-care report\n"), "\(printed)")
        let page = try sandbox.habitctl("report", "--html", "-")
        #expect(page.output.hasPrefix("<!DOCTYPE html>") && page.errors.isEmpty)
        let told = try sandbox.json("report")
        #expect(told["completeness"] is [String: Any] && told["notes"] == nil)
        let link = sandbox.root + "/link.html"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: sandbox.root + "/other")
        #expect(try sandbox.habitctl("report", "--html", link).code == 3)
        #expect(!FileManager.default.fileExists(atPath: sandbox.root + "/other"))
        #expect(try sandbox.habitctl("report", "--html", link, "--json").code == 2)
        #expect(try sandbox.habitctl("report", "--since", "whenever").code == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.root).allSatisfy { !$0.hasPrefix(".") })
        try daemon.stop()
    }
}
