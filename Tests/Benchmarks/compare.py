#!/usr/bin/env python3
"""The comparison's referee: ratios and half widths by NumPy and SciPy for ComparisonFixtureTests.swift, and its speed.

    pip install numpy scipy                (in a virtual environment)
    python3 Tests/Benchmarks/compare.py [FOLDER WITH healthkart_*.csv]
    python3 Tests/Benchmarks/compare.py --speed

The same estimator from the same figures with resamples of another generator: multinomial weights for each side, the
difference of the log ratios studentised by its linearised error. `--speed` does the bootstrap of 10,000 influencers
against 100 with as many KPIs and resamples as the cockpit does.
"""

import collections, csv, sys, time

import numpy as np
from scipy import stats

MASK = (1 << 64) - 1
RESAMPLES = 40_000


class Random:
    """SplitMix64."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)


def synthetic(seed, left, right):
    random = Random(seed)
    sides = ([], [])
    for number in range(left + right):
        is_left = number < left
        power = random.next() % 7
        size = 1000 * (1 << power) + random.next() % 1000
        likes = size * (20 + random.next() % 80) // 1000 * (1 if is_left else 2)
        fee = 5000 + size * (50 + random.next() % 100) // 100 * (4 if is_left else 1)
        reach = size * (3 if is_left else 1)
        sides[0 if is_left else 1].append((reach, likes, fee))
    result = {}
    for kpi, above, below in [("er-reach", 1, 0), ("engagements-per-cost", 1, 2), ("reach-per-booking", 0, None),
                              ("cpe", 2, 1)]:
        pair = []
        for side in sides:
            rows = np.array(side, dtype=float)
            pair.append((rows[:, above], np.ones(len(rows)) if below is None else rows[:, below]))
        result[kpi] = pair
    return result


def healthkart(folder):
    def read(name):
        with open(f"{folder}/healthkart_ittismita_{name}.csv", newline="") as file:
            return list(csv.DictReader(file))

    tiers = {}
    for row in read("influencers"):
        followers = int(row["follower_count"])
        tiers[row["ID"]] = "micro" if 1_000 <= followers <= 100_000 else "macro" if 100_000 < followers < 1_000_000 else ""
    sums = collections.defaultdict(lambda: np.zeros(5))  # reach, engagements, orders, revenue, cost
    for row in read("posts"):
        sums[row["influencer_id"]] += [int(row["reach"]), int(row["likes"]) + int(row["comments"]), 0, 0, 0]
    for row in read("tracking_data"):
        sums[row["influencer_id"]] += [0, 0, int(row["orders"]), round(float(row["revenue"]) * 100), 0]
    for row in read("payouts"):
        sums[row["influencer_id"]] += [0, 0, 0, 0, round(float(row["total_payout"]) * 100)]
    result = {}
    for kpi, above, below in [("er-reach", 1, 0), ("aov", 3, 2), ("roas", 3, 4), ("cpa", 4, 2)]:
        pair = []
        for tier in ["micro", "macro"]:
            rows = np.array([s for i, s in sums.items() if tiers[i] == tier and (s[above] or s[below])])
            pair.append((rows[:, above], rows[:, below]))
        result[kpi] = pair
    return result


def linear(above, below, n):
    z = above / above.sum(-1, keepdims=True) - below / below.sum(-1, keepdims=True)
    return (z**2).sum(-1) * n / (n - 1)


def side(above, below, rng):
    n = len(above)
    value = np.log(above.sum()) - np.log(below.sum())
    variance = linear(above, below, n)
    without = np.log(above.sum() - above) - np.log(below.sum() - below)
    jackknife = (n - 1) / n * ((without - without.mean()) ** 2).sum()
    weights = rng.multinomial(n, np.full(n, 1 / n), RESAMPLES).astype(float)
    up, down = weights @ above, weights @ below
    with np.errstate(all="ignore"):
        deviation = np.log(up) - np.log(down) - value
        square = (weights * (above / up[:, None] - below / down[:, None]) ** 2).sum(1) * n / (n - 1)
    return value, variance, max(variance * n / (n - 1), jackknife), deviation, square, n


def half_widths(left, right, rng):
    a, b = side(*left, rng), side(*right, rng)
    variance = a[1] + b[1]
    degrees = variance**2 / (a[1] ** 2 / (a[5] - 1) + b[1] ** 2 / (b[5] - 1))
    n, m = a[5], b[5]
    error = np.sqrt(a[2] + b[2]) * (1 + 0.5 * abs(n - m) / (n + m) / min(n, m))
    quick = stats.t.ppf(0.975, degrees) * error
    with np.errstate(all="ignore"):
        distance = np.abs(a[3] - b[3]) / np.sqrt(np.maximum(0.1 * variance, a[4] + b[4]))
    distance[~np.isfinite(distance)] = np.inf
    refined = min(1.2 * quick, np.quantile(distance, 0.95, method="higher") * error)
    return np.exp(a[0] - b[0]), refined, quick


def speed():
    rng = np.random.default_rng(1)
    start = time.time()
    for n in (10_000, 100):
        columns = np.exp(rng.standard_normal((n, 24)))
        for _ in range(2_000):
            weights = np.bincount(rng.integers(0, n, n), minlength=n)
            weights @ columns
            weights @ columns**2
    print(f"2,000 resamples of 10,000 and 100 influencers, 24 columns and their squares: {time.time() - start:.2f} s")


if "--speed" in sys.argv:
    speed()
else:
    rng = np.random.default_rng(7)
    sets = {f"synthetic {seed}: {l} against {r}": synthetic(seed, l, r) for seed, l, r in [(1, 31, 6), (2, 5, 40), (3, 40, 40)]}
    if len(sys.argv) > 1:
        sets["HealthKart: micro against macro"] = healthkart(sys.argv[1])
    for name, kpis in sets.items():
        print(name)
        for kpi, (left, right) in kpis.items():
            print("  ", kpi, *(repr(float(x)) for x in half_widths(left, right, rng)))
