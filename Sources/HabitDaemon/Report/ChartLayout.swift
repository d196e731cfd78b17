/// The measures of a chart, in its own units: one is a pixel where it is shown at its natural size.
struct ChartLayout: Sendable {
    let name: String
    let width: Double
    /// Where the time axis begins and ends.
    let left: Double
    let right: Double
    let textSize: Double
    let marker: Double
    /// Room that the label of a month needs.
    let tickRoom: Double
    /// Points that can be told apart.
    let points: Int

    /// For paper and screens.
    static let wide = ChartLayout(
        name: "wide", width: 720, left: 26, right: 648, textSize: 12, marker: 1.9, tickRoom: 62, points: 110)
    /// For a phone: the same text on half the width.
    static let narrow = ChartLayout(
        name: "narrow", width: 340, left: 22, right: 262, textSize: 12, marker: 1.6, tickRoom: 60, points: 60)

    static let panelGap = 22.0
    static let titleRoom = 18.0
    static let bandRoom = 17.0
}

/// Figures of a drawing, to a tenth of its unit.
func drawn(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    guard tenths % 10 != 0 else { return "\(tenths / 10)" }
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
}
