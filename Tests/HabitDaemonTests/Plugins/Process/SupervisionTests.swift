import HabitKit
import Testing

@testable import HabitDaemon

/// Tables: what happened, second by second, and what is advised then.
struct SupervisionTests {
    private static let zero = Duration.zero

    private static func supervision(failures: Int = 0, apart: Duration = .minutes(2)) -> Supervision {
        var supervision = Supervision()
        for number in 0..<failures {
            let now = apart * number
            _ = supervision.asked(isSameFile: true, at: now)
            supervision.started(at: now)
            supervision.failed("it broke", at: now)
        }
        return supervision
    }

    @Test func `it is started when asked, and asked while it runs`() {
        var supervision = Supervision()
        #expect(supervision.state(at: .zero) == .idle)
        #expect(supervision.asked(isSameFile: true, at: .zero) == .start)
        supervision.started(at: .zero)
        supervision.answered(at: .seconds(1))
        #expect(supervision.state(at: .seconds(1)) == .running)
        #expect(supervision.endsAt == .seconds(11))
        #expect(supervision.asked(isSameFile: true, at: .seconds(5)) == .ask)
        supervision.ended()
        #expect(supervision.state(at: .seconds(20)) == .idle)
        #expect(supervision.asked(isSameFile: true, at: .seconds(20)) == .start)
        #expect(supervision.restarts == 0, "an end for want of questions is no failure")
    }

    @Test(arguments: [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16)])
    func `after every failure it is left alone for longer`(failures: Int, pause: Int) {
        var supervision = Self.supervision(failures: failures)
        let last = Duration.minutes(2) * (failures - 1)
        #expect(supervision.state(at: last) == .waiting)
        #expect(supervision.lastError == "it broke")
        #expect(
            supervision.asked(isSameFile: true, at: last + .seconds(pause) - .milliseconds(1))
                == .refuse(until: last + .seconds(pause)))
        #expect(supervision.asked(isSameFile: true, at: last + .seconds(pause)) == .start)
    }

    @Test func `a pause has an upper limit`() {
        var rules = Supervision.Rules()
        rules.patience = 1000
        var supervision = Supervision(rules: rules)
        for _ in 0..<200 { supervision.failed("it broke", at: .zero) }
        #expect(supervision.asked(isSameFile: true, at: .zero) == .refuse(until: .seconds(60)))
    }

    @Test func `after several failures in a row it is given up for an hour, and then has one try an hour`() {
        var supervision = Self.supervision(failures: 6)
        let last = Duration.minutes(10)
        #expect(supervision.hasGivenUp)
        #expect(supervision.state(at: last + .minutes(58)) == .stopped)
        #expect(supervision.asked(isSameFile: true, at: last + .minutes(58)) == .refuse(until: last + .minutes(59)))
        #expect(supervision.asked(isSameFile: true, at: last + .hours(1)) == .start)
        supervision.started(at: last + .hours(1))
        supervision.failed("it broke again", at: last + .hours(1))
        #expect(supervision.state(at: last + .hours(1) + .minutes(58)) == .stopped)
    }

    @Test func `an answer forgets what was before`() {
        var supervision = Self.supervision(failures: 6)
        supervision.started(at: .hours(2))
        supervision.answered(at: .hours(2))
        #expect(supervision.failures == 0)
        #expect(supervision.lastError == nil)
        #expect(supervision.state(at: .hours(2)) == .running)
        #expect(supervision.restarts == 6, "how often it was started again is still told")
    }

    @Test func `another file is tried at once`() {
        var supervision = Self.supervision(failures: 6)
        #expect(supervision.asked(isSameFile: false, at: .minutes(10)) == .start)
        #expect(supervision.lastError == nil)
        #expect(supervision.restarts == 0)
    }

    @Test func `a word of the user's is enough for another try`() {
        var supervision = Self.supervision(failures: 6)
        supervision.mended()
        #expect(supervision.state(at: .minutes(10)) == .idle)
        #expect(supervision.asked(isSameFile: true, at: .minutes(10)) == .start)
    }

    @Test func `a program whose file was replaced is ended before the next question`() {
        var supervision = Supervision()
        supervision.started(at: .zero)
        supervision.answered(at: .zero)
        #expect(supervision.asked(isSameFile: false, at: .seconds(1)) == .startAnew)
    }

    @Test func `a program that is asked all the time is replaced before its processor time is up`() {
        var supervision = Supervision()
        supervision.started(at: .zero)
        supervision.answered(at: .seconds(14))
        #expect(supervision.asked(isSameFile: true, at: .milliseconds(14_999)) == .ask)
        #expect(supervision.asked(isSameFile: true, at: .seconds(15)) == .startAnew)
    }

    @Test func `one that answers and leaves is welcome`() {
        var supervision = Supervision()
        supervision.started(at: .zero)
        supervision.answered(at: .zero)
        supervision.exited(nil)
        #expect(supervision.state(at: .zero) == .idle)
        #expect(supervision.asked(isSameFile: true, at: .zero) == .start)
        supervision.started(at: .zero)
        #expect(supervision.restarts == 0)
    }

    @Test func `one that crashes after its answer is told, and started again`() {
        var supervision = Supervision()
        supervision.started(at: .zero)
        supervision.answered(at: .zero)
        supervision.exited("it was ended by signal 11")
        #expect(supervision.lastError == "it was ended by signal 11")
        #expect(supervision.asked(isSameFile: true, at: .zero) == .start)
        supervision.started(at: .zero)
        #expect(supervision.restarts == 1)
    }

    @Test func `a file that cannot be used is looked at again with the next question`() {
        var supervision = Supervision()
        supervision.unusable("it is not executable")
        #expect(supervision.lastError == "it is not executable")
        #expect(supervision.asked(isSameFile: true, at: .zero) == .start)
    }
}
