import Foundation
import Testing

/// What the examples in Python and shell say, at moments written by hand.
@Suite(.timeLimit(.minutes(5))) struct ExampleTests {
    private let talk: ProgramTalk

    init() throws {
        talk = ProgramTalk(desk: try Desk())
    }

    /// A moment in Berlin; times of day belong to `date`, and so does the change of clocks that may lie in it.
    private struct Moment {
        var date = "2026-11-24"
        var now: String
        var mode = "normal"
        var done: [String] = []
        var prompted: String?
        var present: [(String, String)] = []
        var state = "present"
        /// The offset, and what it is from an instant on.
        var offset = "+01:00"
        var changes: [(at: String, offset: Int)] = []

        private func time(_ clock: String) -> String {
            clock.contains("T") ? clock : "\(date)T\(clock):00\(offset)"
        }

        private func spans(_ pairs: [(String, String)]) -> [[String: String]] {
            pairs.map { ["from": time($0.0), "until": time($0.1)] }
        }

        var json: [String: Any] {
            let seconds = offset == "+02:00" ? 7200 : 3600
            var told: [String: Any] = [
                "now": time(now), "mode": mode,
                "day": [
                    "date": date, "starts": "04:00", "from": time("04:00"), "until": time("23:59"),
                    "active": spans([("08:30", "22:00")]),
                ],
                "zone": [
                    "name": "Europe/Berlin", "offset": seconds, "earlierOffset": changes.isEmpty ? seconds : 7200,
                    "changes": changes.map { ["at": $0.at, "offset": $0.offset] },
                ],
                "entries": done.enumerated().map { number, at in
                    [
                        "id": "\(number)", "habit": "x", "kind": "done", "at": time(at), "amount": 1, "unit": "times",
                        "attributes": ["a": "b}]\",{"],
                    ]
                },
                "activity": [
                    "state": state, "present": spans(present), "movement": [Any](), "suspends": [Any](),
                ],
            ]
            if let prompted {
                told["lastPrompt"] = ["due": time(prompted), "announcedAt": time(prompted), "outcome": "lapsed"]
            }
            return told
        }
    }

    /// `due 09:00` and the like: the state, and the prompt's time in the moment's own offset.
    private func told(_ file: String, _ moments: [Moment], _ settings: [String: Any]) throws -> [String] {
        let answers = try talk.answers(
            of: Examples.folder + "/" + file, at: moments.map(\.json), settings: settings)
        return zip(answers, moments).map { answer, moment in
            let due = ((answer["prompt"] as? [String: Any])?["due"] as? String).flatMap(Self.date)
            let clock = due.map { date -> String in
                let east = moment.offset == "+02:00" ? 7200.0 : 3600
                return String(date.addingTimeInterval(east).ISO8601Format().dropFirst(11).prefix(5))
            }
            return "\(answer["state"] as? String ?? "none")" + (clock.map { " \($0)" } ?? "")
        }
    }

    private static func date(_ text: String) -> Date? { try? Date(text, strategy: .iso8601) }

    private let doses: [String: Any] = [
        "medicine": "\"Vitamin D\" \\ 5%", "doses": ["evening", "morning"], "morning": "09:00", "noon": "13:00",
        "evening": "21:00", "early": 3600,
    ]

    @Test func `medication asks at its times, once, and not for what was taken a little early`() throws {
        let moments = [
            Moment(now: "07:00"), Moment(now: "09:00"), Moment(now: "09:05", prompted: "09:00"),
            Moment(now: "08:50", done: ["08:40"]), Moment(now: "14:00"), Moment(now: "21:30"),
            Moment(now: "21:30", done: ["09:10", "21:20"]), Moment(now: "22:30"),
            Moment(now: "09:00", mode: "rest"),
        ]
        #expect(
            try told("medication.sh", moments, doses) == [
                "upcoming 09:00", "due 09:00", "upcoming 21:00", "upcoming 21:00", "due 09:00", "due 21:00",
                "satisfied",
                "upcoming", "due 09:00",
            ])
    }

    @Test func `medication keeps to the clock on days on which it changes`() throws {
        let autumn = [(at: "2026-10-25T02:00:00+01:00", offset: 3600)]
        let after = Moment(date: "2026-10-25", now: "08:00", changes: autumn)
        let before = Moment(date: "2026-10-24", now: "08:00", offset: "+02:00", changes: autumn)
        #expect(
            try told("medication.sh", [before, after], doses) == ["upcoming 09:00", "upcoming 09:00"])
    }

    @Test func `medication tells the medicine's name as it was set`() throws {
        let answers = try talk.answers(
            of: Examples.folder + "/medication.sh", at: [Moment(now: "09:00").json], settings: doses)
        let prompt = answers.first?["prompt"] as? [String: Any]
        #expect(prompt?["message"] as? String == "Time for your \"Vitamin D\" \\ 5%")
        #expect(prompt?["isFirm"] as? Bool == true)
    }

    @Test func `breathe counts the time at the desk, from the last break of whatever kind`() throws {
        let whole = [("08:30", "10:00")]
        let moments = [
            Moment(now: "09:00", present: [("08:30", "09:00")]), Moment(now: "10:00", present: whole),
            Moment(now: "10:00", done: ["09:30"], present: whole),
            Moment(now: "10:00", prompted: "10:00", present: whole),
            Moment(now: "10:00", present: [("08:30", "09:00"), ("09:10", "10:00")]),
            Moment(now: "10:00", present: [("08:30", "09:00"), ("09:02", "10:00")]),
            Moment(now: "10:00", present: [("08:30", "09:30")], state: "away"),
            Moment(now: "10:00", mode: "gentle", present: whole), Moment(now: "10:00", mode: "rest", present: whole),
            Moment(now: "21:00", present: [("20:50", "21:00")]), Moment(now: "22:30", present: whole),
        ]
        #expect(
            try told("breathe.py", moments, ["every": 5400, "breaths": 6]) == [
                "upcoming 10:00", "due 10:00", "upcoming 11:00", "upcoming 11:30", "upcoming 10:40", "upcoming 10:02",
                "upcoming", "upcoming 11:30", "resting", "upcoming", "upcoming",
            ])
    }
}
