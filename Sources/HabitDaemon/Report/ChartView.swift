/// A drawing in words and figures, as `chart.svg` asks for them.
struct ChartView {
    let kind: String
    let width: String
    let height: String
    let textSize: String
    let chartTitle: String
    let chartText: String
    let bands: [Band]
    let ticks: [Tick]
    let planLabel: String?
    let planX: String
    let planY: String
    let axisTop: String
    let axisBottom: String
    let tickY: String
    let panels: [Panel]
    let strip: Strip?

    /// A time in which a plan asked for the same.
    struct Band {
        let x: String
        let y: String
        let width: String
        let height: String
        let fill: String
        /// The line between it and the one before.
        let edge: String?
        let bandLabel: String?
        let labelX: String
        let labelY: String
    }

    struct Tick {
        let x: String
        let tickLabel: String
    }

    /// Sessions, a tick each.
    struct Strip {
        let path: String
        let stripLabel: String
        let x: String
        let y: String
    }

    struct Panel {
        let panelTitle: String
        let titleX: String
        let titleY: String
        let grid: [Grid]
        let path: String
        let dash: String
        let stroke: String
        let markers: String
        let markerFill: String
        let endLabel: String?
        let endX: String
        let endY: String
        let levels: [Level]
    }

    struct Grid {
        let x1: String
        let x2: String
        let y: String
        let number: String
        let numberX: String
        let numberY: String
    }

    /// A mean that the summary tells, over the days it is taken from.
    struct Level {
        let x1: String
        let x2: String
        let y: String
    }
}
