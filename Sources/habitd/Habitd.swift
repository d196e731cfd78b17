import CheckIn
import FoamRoll
import Glibc
import HabitDaemon
import HabitKit
import Massage
import Posture
import Stretch
import Walk
import Water

/// The daemon: everything it does is in HabitDaemon, everything it reminds of is in this list.
@main
struct Habitd {
    static let builtIns: [any HabitPlugin] = [
        StretchPlugin(), WalkPlugin(), WaterPlugin(), PosturePlugin(), FoamRollPlugin(), MassagePlugin(),
        CheckInPlugin(),
    ]

    /// On the main actor, because anything else would begin on Swift's default executor, which wakes once a second for
    /// ever after.
    @MainActor static func main() async {
        exit(await Launch.run(builtIns: builtIns, questions: questions))
    }
}
