public import HabitKit

/// Drinks over the day, paced over the active hours, never asked for when ahead of pace and never at night.
///
/// Gentle days and days of rest ask the same: a body at rest drinks too.
public struct WaterPlugin: HabitPlugin {
    public struct Settings: Codable, Sendable {
        /// A day's drinks, in millilitres. 1.5 l: EFSA 2010 puts an adequate intake for women at 2.0 l of water a
        /// day, food included, of which drinks are 70–80 %. It depends on body, climate and activity; a clinician's
        /// word goes before it.
        var target: Double
        /// One serving, in millilitres; 250 ml, a glass, is a convention.
        var serving: Double
    }

    public init() {}

    public let manifest = Manifest(
        id: "water", title: "Hydration", summary: "Enough to drink, evenly over the day.",
        unit: .millilitres, usualAmount: 250, usualAmountSetting: "serving", amounts: 1...5000,
        settings: [
            SettingSpec("target", .quantity(.litres, 0.1...4), default: .number(1.5), "Drinks in a day"),
            SettingSpec("serving", .quantity(.millilitres, 50...1000), default: .number(250), "One serving"),
        ],
        attributes: [AttributeSpec("drink", .text(40), "What it was")])

    public func assess(_ moment: Moment, settings: Settings) -> Assessment {
        let target = settings.target * 1000
        let done = moment.amountToday(in: .millilitres)
        let spread = Spread(target: target, serving: settings.serving, unit: .millilitres)
        let due = spread.next(moment, done: done)
        let portion = spread.portion(moment, done: done)
        let prompt = due.at.map {
            Prompt(due: $0, message: "Time for a drink: about \(told(portion))", slack: .minutes(15))
        }
        return Assessment(
            state: portion == 0 ? .satisfied : due.state(at: moment.now),
            progress: Progress(done: done, target: target, unit: .millilitres), prompt: prompt, reason: due.reason,
            validUntil: due.validUntil)
    }

    /// Nobody measures single millilitres: to the next 10 above.
    private func told(_ portion: Double) -> String {
        let tens = (portion / 10 - 0.001).rounded(.up) * 10
        return Quantity(amount: max(10, tens), unit: .millilitres).text
    }
}
