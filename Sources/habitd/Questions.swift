import HabitEngine
import HabitKit

extension Habitd {
    /// What is asked of the data, fixed before anybody looked at it: the pairs that studies or the people this was made for
    /// had in mind, each also the other way round. Their number is part of the correction, so a new one must be worth it.
    static let questions: [AssociationQuestion] = movement + massage + sleep + water + rolling

    private static let movement = [
        AssociationQuestion(
            id: "movement-pain", .movement, .rating(.pain), lag: 1, title: "Movement, and pain the next day",
            more: "On days after more movement", then: "pain was", unit: "points"),
        AssociationQuestion(
            id: "pain-movement", .rating(.pain), .movement, lag: 1, isReverse: true,
            title: "Pain, and movement the next day", more: "On days after more pain", then: "movement was",
            unit: "min", .moreOrLess),
    ]

    private static let massage = [
        AssociationQuestion(
            id: "massage-pain", .daysSince(plugin: "massage"), .rating(.pain), lag: 0,
            title: "Days since a massage, and pain", more: "With more days since a massage", then: "pain was",
            unit: "points"),
        AssociationQuestion(
            id: "pain-massage", .rating(.pain), .daysUntil(plugin: "massage"), lag: 0, isReverse: true,
            title: "Pain, and days until the next massage", more: "After days with more pain",
            then: "the next massage came", unit: "days", .laterOrSooner),
    ]

    /// A night is told on the day after it, so that day is its next.
    private static let sleep = [
        AssociationQuestion(
            id: "sleep-pain", .rating(.sleep), .rating(.pain), lag: 0, title: "Sleep, and pain the next day",
            more: "On days after better sleep", then: "pain was", unit: "points"),
        AssociationQuestion(
            id: "pain-sleep", .rating(.pain), .rating(.sleep), lag: 1, isReverse: true,
            title: "Pain, and sleep the night after", more: "In the nights after more pain", then: "sleep was",
            unit: "points"),
    ]

    private static let water = [
        AssociationQuestion(
            id: "water-energy", .amount(plugin: "water"), .rating(.energy), lag: 0,
            title: "Drinking, and energy on the same day", more: "On days with more to drink", then: "energy was",
            unit: "points"),
        AssociationQuestion(
            id: "energy-water", .rating(.energy), .amount(plugin: "water"), lag: 1, isReverse: true,
            title: "Energy, and drinking the next day", more: "On days after more energy", then: "drinking was",
            unit: "ml", .moreOrLess),
    ]

    private static let rolling = [
        AssociationQuestion(
            id: "foam-roll-pain", .amount(plugin: "foam-roll"), .rating(.pain), lag: 1,
            title: "Foam rolling, and pain the next day", more: "On days after foam rolling", then: "pain was",
            unit: "points"),
        AssociationQuestion(
            id: "pain-foam-roll", .rating(.pain), .amount(plugin: "foam-roll"), lag: 1, isReverse: true,
            title: "Pain, and foam rolling the next day", more: "On days after more pain",
            then: "foam rolling was done", unit: "times", .moreOrLess),
    ]
}
