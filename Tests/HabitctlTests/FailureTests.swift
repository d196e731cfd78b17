import HabitKit
import Testing
import Varlink

@testable import habitctl

/// Errors become one exact line, something to do, and the right exit code.
@Suite struct FailureTests {
    private static func error(_ name: Control.ErrorName, _ parameters: String = "{}") -> VarlinkError {
        VarlinkError(name.fullName, encoded: Array(parameters.utf8))
    }

    static let table: [(VarlinkError, Ending, String)] = [
        (error(.noSuchHabit, #"{"habit":"wter","candidates":["water"]}"#), .nothing, "water"),
        (error(.ambiguousHabit, #"{"habit":"w","candidates":["walk","water"]}"#), .nothing, "walk, water"),
        (error(.habitFailed, #"{"habit":"ball","reason":"times is out of range"}"#), .data, "times is out of range"),
        (
            error(.invalidAmount, #"{"amount":"5km","reason":"km is no volume","example":"250ml"}"#), .usage,
            "250ml"
        ),
        (error(.invalidTime, #"{"time":"25:00","reason":"there is no such time"}"#), .usage, "no such time"),
        (error(.invalidAttribute, #"{"attribute":"aera","allowed":"area, pressure"}"#), .usage, "area, pressure"),
        (error(.invalidNote, #"{"reason":"the note has 70000 bytes"}"#), .usage, "70000"),
        (error(.invalidMode, #"{"mode":"lazy","allowed":"normal, gentle or rest"}"#), .usage, "gentle"),
        (error(.invalidPresence, #"{"state":"gone","allowed":"present or away"}"#), .usage, "away"),
        (error(.invalidDuration, #"{"seconds":5,"allowed":"1 minute to 24 hours"}"#), .usage, "1 minute"),
        (error(.noSuchEntry, #"{"id":"0193"}"#), .nothing, "0193"),
        (error(.nothingTold, #"{"allowed":"pain, sleep"}"#), .usage, "pain, sleep"),
        (error(.noAppointments, #"{"habit":"water","candidates":["massage"]}"#), .nothing, "massage"),
        (error(.noAppointments, #"{"candidates":[]}"#), .nothing, "by appointment"),
        (error(.nothingToUndo), .nothing, "nothing"),
        (error(.nothingToSnooze, #"{"habit":"water"}"#), .nothing, "water"),
        (error(.nothingToSnooze), .nothing, "snooze"),
        (error(.snoozeLimit, #"{"habit":"walk","limit":3}"#), .nothing, "3"),
        (error(.noRoutine, #"{"habit":"water"}"#), .nothing, "water"),
        (error(.importLost), .data, "Nothing was imported"),
        (
            error(
                .invalidConfiguration,
                #"{"problems":[{"file":"config.toml","key":"habits.water.target","problem":"900l","allowed":"0.1 – 4 l"}]}"#
            ),
            .data, "habits.water.target"
        ),
        (error(.invalidFormat, #"{"format":"pdf","allowed":"html, markdown, json"}"#), .usage, "markdown"),
        (error(.storageFailed, #"{"reason":"The disk is full.","advice":"Make room."}"#), .data, "Make room."),
        (VarlinkError.methodNotFound("io.habitd.Control.Next"), .data, "habitctl version"),
    ]

    @Test(arguments: table)
    func `an error of habitd is told with what puts it right`(error: VarlinkError, status: Ending, telling: String) {
        let failure = Failure(error)
        #expect(failure.status == status)
        let text = failure.text(Samples.utf8)
        #expect(text.contains(telling), "\(text)")
        #expect(!text.contains("io.habitd.Control.N") || status == .data, "names of the wire are no words: \(text)")
        #expect(!text.contains(".."), "\(text)")
    }

    @Test func `every error of the interface is in the table`() {
        let covered = Set(Self.table.compactMap { Control.ErrorName(fullName: $0.0.name) })
        #expect(covered == Set(Control.ErrorName.allCases))
    }

    @Test func `an error with other parameters than expected is shown as it is`() {
        let failure = Failure(VarlinkError(Control.ErrorName.invalidTime.fullName))
        #expect(failure.status == .data)
        #expect(failure.line.contains("InvalidTime"))
    }

    @Test(arguments: [
        TransportError.unreachable(path: "/run/x", errno: 2), .unreachable(path: "/run/x", errno: 111),
        .unreachable(path: "/run/x", errno: 13), .pathTooLong(path: "/x", limit: 107), .closed, .timedOut,
        .malformed("no object"),
    ])
    func `a daemon that does not answer is exit code 4`(error: TransportError) {
        #expect(Failure(error).status == .unreachable)
    }

    @Test func `a daemon that is not there is told with the command that starts it`() {
        let text = Failure(TransportError.unreachable(path: "/run/x", errno: 2)).text(Samples.utf8)
        #expect(text.contains("systemctl --user start habitd"))
        #expect(text.contains("/run/x"))
    }

    @Test func `the command that this machine has use for is named first`() {
        let (with, without) = (
            Failure.startHints(hasUserManager: true), Failure.startHints(hasUserManager: false)
        )
        #expect(with.first?.contains("systemctl --user start habitd") == true)
        #expect(without.first?.contains("habitd --foreground") == true)
    }

    @Test(arguments: [Control.ErrorName.noSuchHabit, .ambiguousHabit])
    func `only a verb that records says that nothing was recorded`(name: Control.ErrorName) {
        let error = Self.error(name, #"{"habit":"nose","candidates":["stretch"]}"#)
        #expect(Failure(error, isRecording: true).line.hasSuffix(" Nothing was recorded."))
        #expect(!Failure(error).line.contains("recorded"))
    }

    @Test func `habitd's reason and what there is instead are passed on`() {
        let entry = Failure(Self.error(.noSuchEntry, #"{"id":"0193","reason":"none begins like that"}"#))
        #expect(entry.line == "No single entry is called “0193”: none begins like that. Nothing was changed.")
        let routine = Failure(Self.error(.noRoutine, #"{"habit":"stretch","known":["neck","hips"]}"#))
        #expect(routine.hints == ["It has:  neck, hips"])
    }

    @Test func `a problem of a whole file has no key to name`() {
        let json = #"{"problems":[{"file":"a.toml","key":"","problem":"it is a folder"}]}"#
        #expect(Failure(Self.error(.invalidConfiguration, json)).hints == ["a.toml: it is a folder"])
    }

    @Test func `what was typed cannot steer the terminal, and does not flood it`() {
        let typed = "\u{1b}[2J" + String(repeating: "9", count: 5000)
        let error = VarlinkError(
            Control.ErrorName.invalidAmount.fullName,
            Control.Failure.InvalidAmount(amount: typed, reason: "too much", example: "250ml"))
        let text = Failure(error).text(Samples.utf8)
        #expect(!text.contains("\u{1b}"))
        #expect(text.count < 300)
    }
}
