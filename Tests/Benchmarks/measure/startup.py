"""From the start of the process to its READY=1, with an empty history and with a million entries."""

from statistics import median

RUNS = 15


def measure(bench):
    empty, filled = bench.home(), bench.filled_home()
    program = [bench.program("habitd")]
    floor_times, empty_times, filled_times = [], [], []
    # The first run of each writes what later ones find: the history file, the write-ahead log of the copy.
    for home in (empty, filled):
        bench.end(bench.ready(program, home)[0])
    for _ in range(RUNS):
        for command, home, times in (
            ([bench.floor("timer"), "idle"], empty, floor_times),
            (program, empty, empty_times),
            (program, filled, filled_times),
        ):
            process, seconds = bench.ready(command, home)
            times.append(seconds * 1000)
            bench.end(process)
    floor, ours, with_history = median(floor_times), median(empty_times), median(filled_times)
    bench.table.at_most("start to READY, empty", ours, 20, unit="ms", floor=floor)
    bench.table.at_most("start to READY, a million entries", with_history, 20, unit="ms", floor=floor)
    bench.table.at_most_times("the same, against empty", with_history, ours, 1.2, unit="ms")
