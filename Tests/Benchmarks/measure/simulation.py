"""A simulated year of seven habits."""


def measure(bench):
    seconds = min(float(bench.run([bench.program("simulate-year")])) for _ in range(3))
    bench.table.at_most("a simulated year, seven habits", seconds, 1, unit="s", digits=2)
