#!/usr/bin/env python3
"""The planner's referees: proven optima of HiGHS and OR-tools CP-SAT on the instances of GeneratedPlan.swift.

    pip install highspy ortools            (in a virtual environment)
    python3 Tests/Benchmarks/planner.py 1000 10000
    python3 Tests/Benchmarks/planner.py --seeds 3 --only cpsat 100000

Prints for each size and seed the optimum and the seconds of each solver, one thread each. Not a test: the optima stand
in PlannerOptimaTests.swift, and `swift test -c release --filter PlannerSpeed` prints Clout's seconds for the same ones.
"""

import argparse, multiprocessing, time

MASK = (1 << 64) - 1


class PlanRandom:
    """Knuth's MMIX generator, upper half."""

    def __init__(self, seed):
        self.state = (seed * 2862933555777941757 + 3037000493) & MASK

    def below(self, end):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & MASK
        return (self.state >> 33) % end


def instance(count, seed):
    random = PlanRandom(seed)
    rows, persons = [], 0
    for number in range(count):
        draw = random.below(100)
        tier = 0 if draw < 70 else 1 if draw < 95 else 2
        size = 1000 + random.below(99_000)
        followers = (size, size * 9, 1_000_000 + size * 50)[tier]
        cost = followers * (60 + random.below(90)) // 100 + 2000
        hours = 200 + random.below(600) + (1500 if tier == 2 else 0)
        rate = (40, 25, 15)[tier] + random.below(60)
        value = followers * rate // 1000 + random.below(100)
        niche = random.below(12)
        second = number > 0 and random.below(10) == 0
        if not second:
            persons += 1
        fate = random.below(1000)
        lock = -1 if fate < 10 else 0
        if number % 500 == 7 and not second:
            lock = 1
        rows.append((tier, cost, hours, value, niche, persons, lock))
    limits = dict(
        budget=5_000_000 + count * 4000,
        hours=20_000 + count * 20,
        most=20 + count // 20,
        micros=10,
        cap=3 + count // 200,
    )
    return rows, limits


def groups(rows):
    """Candidates of each person; one that must be booked drops the others of its person."""
    members = {}
    for i, row in enumerate(rows):
        members.setdefault(row[5], []).append(i)
    return members.values()


def highs(rows, limits, seconds):
    import highspy, numpy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.5)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", float(seconds))
    n = len(rows)
    for row in rows:
        solver.addVar(1.0 if row[6] > 0 else 0.0, 0.0 if row[6] < 0 else 1.0)
    every = numpy.arange(n, dtype=numpy.int32)
    solver.changeColsCost(n, every, numpy.array([-float(row[3]) for row in rows]))
    solver.changeColsIntegrality(n, every, numpy.array([highspy.HighsVarType.kInteger] * n))
    infinity = solver.getInfinity()

    def limit(low, high, indices, values):
        solver.addRow(low, high, len(indices), numpy.array(indices, dtype=numpy.int32), numpy.array(values, dtype=float))

    limit(-infinity, limits["budget"], range(n), [row[1] for row in rows])
    limit(-infinity, limits["hours"], range(n), [row[2] for row in rows])
    limit(-infinity, limits["most"], range(n), [1] * n)
    micros = [i for i, row in enumerate(rows) if row[0] == 0]
    limit(limits["micros"], infinity, micros, [1] * len(micros))
    for niche in range(12):
        own = [i for i, row in enumerate(rows) if row[4] == niche]
        limit(-infinity, limits["cap"], own, [1] * len(own))
    for own in groups(rows):
        if len(own) > 1:
            limit(-infinity, 1, own, [1] * len(own))
    start = time.time()
    solver.run()
    seconds = time.time() - start
    optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return round(-solver.getInfo().objective_function_value), seconds, optimal


def cpsat(rows, limits, seconds):
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    x = [model.NewBoolVar("") for _ in rows]
    for i, row in enumerate(rows):
        if row[6]:
            model.Add(x[i] == (1 if row[6] > 0 else 0))
    model.Add(cp_model.LinearExpr.WeightedSum(x, [row[1] for row in rows]) <= limits["budget"])
    model.Add(cp_model.LinearExpr.WeightedSum(x, [row[2] for row in rows]) <= limits["hours"])
    model.Add(sum(x) <= limits["most"])
    model.Add(sum(x[i] for i, row in enumerate(rows) if row[0] == 0) >= limits["micros"])
    for niche in range(12):
        model.Add(sum(x[i] for i, row in enumerate(rows) if row[4] == niche) <= limits["cap"])
    for own in groups(rows):
        if len(own) > 1:
            model.AddAtMostOne([x[i] for i in own])
    model.Maximize(cp_model.LinearExpr.WeightedSum(x, [row[3] for row in rows]))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    start = time.time()
    status = solver.Solve(model)
    return round(solver.ObjectiveValue()), time.time() - start, status == cp_model.OPTIMAL


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--only", choices=["highs", "cpsat"])
    parser.add_argument("--seconds", type=float, default=120)
    options = parser.parse_args()
    solvers = {"highs": highs, "cpsat": cpsat}
    # A process for each: the two packages can't be loaded side by side.
    spawn = multiprocessing.get_context("spawn")
    pools = {name: spawn.Pool(1) for name in solvers if options.only in (None, name)}
    for size in options.sizes:
        for seed in range(1, options.seeds + 1):
            rows, limits = instance(size, seed)
            for name, pool in pools.items():
                optimum, seconds, proven = pool.apply(solvers[name], (rows, limits, options.seconds))
                print(f"{size} seed {seed} {name}: {optimum} in {seconds:.3f} s{'' if proven else ' (not proven)'}", flush=True)


if __name__ == "__main__":
    main()
