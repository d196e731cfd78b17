internal import HabitKit

/// Dates and figures as a report says them: in English, without a locale, the same on every machine.
enum ReportWords {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// `31 October 2026`
    static func long(_ date: LocalDate) -> String {
        let (year, month, day) = date.components
        return "\(day) \(months[month - 1]) \(year)"
    }

    /// `31 Oct 2026`
    static func short(_ date: LocalDate) -> String {
        let (year, month, day) = date.components
        return "\(day) \(months[month - 1].prefix(3)) \(year)"
    }

    /// `Oct 2026`
    static func month(_ date: LocalDate) -> String {
        let (year, month, _) = date.components
        return "\(months[month - 1].prefix(3)) \(year)"
    }

    /// `1 Nov – 28 Nov 2024`
    static func range(_ first: LocalDate, _ last: LocalDate) -> String {
        guard first != last else { return short(first) }
        let text = short(first)
        let isOneYear = first.components.year == last.components.year
        return (isOneYear ? String(text.dropLast(5)) : text) + " – " + short(last)
    }

    /// `6.1`, and `6.0` for six: a mean is no whole number.
    static func tenth(_ number: Double) -> String {
        let tenths = Int64((abs(number) * 10).rounded())
        return (number < 0 && tenths > 0 ? "−" : "") + "\(tenths / 10).\(tenths % 10)"
    }

    /// `−2.9`, `+0.4`
    static func signed(_ number: Double) -> String {
        let text = tenth(number)
        return number > 0 && text != "0.0" ? "+" + text : text
    }

    /// `73 %`, with a space that does not break.
    static func percent(_ part: Double) -> String { "\(Int((part * 100).rounded()))\u{A0}%" }

    static func signedPercent(_ part: Double) -> String { (part < 0 ? "−" : "+") + percent(abs(part)) }

    /// `1 day`, `12 days`
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        number == 1 ? "1 \(one)" : "\(number) \(many ?? one + "s")"
    }

    /// `every week`, `every 2 weeks`, `every 10 days`
    static func every(_ days: Int) -> String {
        switch days {
        case 1: "every day"
        case 7: "every week"
        case _ where days % 7 == 0: "every \(days / 7) weeks"
        default: "every \(days) days"
        }
    }

    /// `1500 ml`, `3 times`, `once`
    static func amount(_ number: Double, _ unit: String) -> String {
        guard unit == Unit.times.symbol else { return NumberText.print(number) + " " + unit }
        return number == 1 ? "once" : NumberText.print(number) + " times"
    }

    /// Somebody's words as they stand on a page: lines stay lines, and no character turns the direction of what follows.
    static func shown(_ words: String) -> String {
        words.split(omittingEmptySubsequences: false) { $0.isNewline }
            .map { SafeText.oneLine(String($0)) }.joined(separator: "\n")
    }
}
