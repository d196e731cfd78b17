import Testing

@testable import habitctl

@Suite struct TerminalTests {
    private func terminal(
        _ environment: [String: String], isTerminal: Bool = true, columns: Int? = nil, color: ColorChoice = .auto
    ) -> Terminal {
        Terminal(.init(environment: environment, isTerminal: isTerminal, columns: columns), color: color)
    }

    @Test func `the flag decides over NO_COLOR, and that over the terminal`() {
        let xterm = ["TERM": "xterm"]
        let refusing = ["TERM": "xterm", "NO_COLOR": "1"]
        #expect(terminal(xterm).hasColor)
        #expect(!terminal(xterm, isTerminal: false).hasColor)
        #expect(terminal(xterm, isTerminal: false, color: .always).hasColor)
        #expect(!terminal(xterm, color: .never).hasColor)
        #expect(!terminal(refusing).hasColor)
        #expect(terminal(refusing, color: .always).hasColor)
        #expect(terminal(["TERM": "xterm", "NO_COLOR": ""]).hasColor, "an empty NO_COLOR says nothing")
        #expect(!terminal(["TERM": "dumb"]).hasColor)
        #expect(!terminal([:]).hasColor)
    }

    @Test(
        arguments: [
            ([:], false), (["LANG": "C"], false), (["LANG": "de_DE.UTF-8"], true), (["LANG": "C.utf8"], true),
            (["LANG": "de_DE.UTF-8", "LC_ALL": "C"], false), (["LC_CTYPE": "C.UTF-8"], true),
            (["LANG": "en_US.UTF-8", "LC_CTYPE": "de_DE.ISO-8859-1"], false),
            (["LANG": "en_US.UTF-8", "LC_ALL": ""], true),
        ] as [([String: String], Bool)])
    func `the locale says whether there is UTF-8`(environment: [String: String], unicode: Bool) {
        #expect(terminal(environment).hasUnicode == unicode)
    }

    @Test func `COLUMNS, then the terminal, then 80, within reason`() {
        #expect(terminal(["COLUMNS": "60"], columns: 100).width == 60)
        #expect(terminal(["COLUMNS": "x"], columns: 100).width == 100)
        #expect(terminal(["COLUMNS": "-3"]).width == 80)
        #expect(terminal([:], isTerminal: false).width == 80)
        #expect(terminal([:], columns: 400).width == 120)
        #expect(terminal([:], columns: 5).width == 28)
    }

    @Test func `typographic marks become ASCII ones, letters stay`() {
        #expect(Terminal.plain.spelled("1 – 14 “über” 2 ×…") == "1 - 14 \"über\" 2 x...")
        #expect(Samples.utf8.spelled("1 – 14") == "1 – 14")
    }
}

@Suite struct TextWidthTests {
    @Test(arguments: [
        ("", 0), ("water", 5), ("für", 3), ("e\u{301}", 1), ("水", 2), ("ｗ", 2), ("한글", 4), ("🚶", 2), ("🧘🏽‍♀️", 2), ("❤️", 2),
        ("░█▌", 3), ("…", 1),
    ])
    func `text takes as many columns as a terminal gives it`(text: String, width: Int) {
        #expect(text.displayWidth == width)
    }

    @Test func `text is cut at a column, never through a character`() {
        #expect("stretching".fitted(to: 10) == "stretching")
        #expect("stretching".fitted(to: 5) == "stre…")
        #expect("水水水".fitted(to: 4) == "水…")
        #expect("neck and".fitted(to: 6) == "neck…")
        #expect("x".fitted(to: 0) == "")
    }

    @Test func `lines break at blanks, and long words where they must`() {
        #expect("one two three four".wrapped(to: 9) == ["one two", "three", "four"])
        #expect("abcdefghijkl mn".wrapped(to: 8) == ["abcdefgh", "ijkl mn"])
        #expect("".wrapped(to: 8) == [])
    }
}

@Suite struct ProgressBarTests {
    @Test func `a bar fills by eighths, and never lies about begun and finished`() {
        for unicode in [true, false] {
            let terminal = Terminal(width: 80, hasColor: false, hasUnicode: unicode)
            for thousandths in -100...1100 {
                let fraction = Double(thousandths) / 1000
                let bar = ProgressBar(fraction: fraction, width: 10, terminal: terminal)
                #expect((bar.filled + bar.empty).count == 10)
                #expect(bar.filled.isEmpty == (fraction <= 0))
                if fraction < 1 { #expect(bar.filled + bar.empty != String(repeating: unicode ? "█" : "#", count: 10)) }
                if fraction >= 1 { #expect(bar.empty.isEmpty) }
            }
        }
        #expect(ProgressBar(fraction: .nan, width: 4, terminal: Samples.utf8).filled.isEmpty)
        #expect(ProgressBar(fraction: 0.5625, width: 2, terminal: Samples.utf8).filled == "█▏")
    }
}
