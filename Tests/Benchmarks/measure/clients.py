"""habitctl as a process, beside a C client of the same socket."""

from statistics import median

RUNS = 60
ROUNDS = 4
VERBS = {
    "habitctl status": ["status"],
    "habitctl why water": ["why", "water"],
    "habitctl habits --json": ["habits", "--json"],
    "habitctl done posture": ["done", "posture"],
}


def measure(bench):
    home = bench.home()
    bench.daemon(home)
    bench.run([bench.program("habitctl"), "status", "--json"], home)
    commands = {"floor": [bench.floor("client"), home.socket]}
    commands["habitctl status --json"] = [bench.program("habitctl"), "status", "--json"]
    for name, arguments in VERBS.items():
        commands[name] = [bench.program("habitctl"), *arguments]
    times = {name: [] for name in commands}
    # In turns, so that a busy moment of the machine falls on all of them.
    for _ in range(ROUNDS):
        for name, command in commands.items():
            lines = bench.run([bench.floor("spawn"), str(RUNS), *command], home)
            times[name] += [float(line) / 1000 for line in lines.split()]
    floor = median(times.pop("floor"))
    for name, values in times.items():
        limit = 2.5 if name == "habitctl status --json" else 3.5
        bench.table.at_most_times(name, median(values), floor, limit, unit="ms")
