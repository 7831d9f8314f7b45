#!/usr/bin/env python3
"""Works out what the tests expect of the made-up files: DuckDB for sums, NumPy for shrunk rates, Python's csv, decimal and
datetime for what a reader should find. Nothing of Clout takes part.

    pip install duckdb numpy               (in a virtual environment)
    python3 Tests/Fixtures/expected.py
"""

import csv
import datetime
import decimal
import math
import pathlib
import re
import statistics

import duckdb
import numpy as np

FOLDER = pathlib.Path(__file__).parent
CP1252 = {"agency_semicolon.csv", "flights_mixed_dates.csv"}


def table(name):
    encoding = "cp1252" if name in CP1252 else "utf-8-sig"
    with open(FOLDER / name, newline="", encoding=encoding) as file:
        return list(csv.reader(file, delimiter=";" if "semicolon" in name else ","))


def sql(query):
    return DB.execute(query).fetchall()


# KPIs of the brand.

DB = duckdb.connect()
DB.execute(f"""
    create view i as select "creator id" as id, followers, network as platform,
      case when followers < 1000 then 'nano' when followers <= 100000 then 'micro'
           when followers < 1000000 then 'macro' else 'mega' end as tier
    from read_csv('{FOLDER}/creators.csv');
    create view m as
      select "creator id" as influencer, published as date, reach, likes, comments, likes + comments as engagements,
             null::bigint as orders, null::decimal(12,2) as revenue, null::decimal(12,2) as cost
      from read_csv('{FOLDER}/posts.csv')
      union all select "creator id", date, null, null, null, null, orders, revenue::decimal(12,2), null
      from read_csv('{FOLDER}/orders.csv', types = {{'revenue': 'VARCHAR'}})
      union all select "creator id", null, null, null, null, null, null, null, "total payout"::decimal(12,2)
      from read_csv('{FOLDER}/payouts.csv', types = {{'total payout': 'VARCHAR'}});
    create view g as select m.*, i.* from m left join i on i.id = m.influencer;
""")

FIGURES = """count(reach) as posts, sum(reach)::bigint, sum(likes)::bigint, sum(comments)::bigint, sum(engagements)::bigint,
    sum(orders)::bigint, (100 * sum(revenue))::bigint, (100 * sum(cost))::bigint, sum(engagements) / sum(reach) as er,
    sum(revenue)::double / sum(cost)::double as roas, (sum(revenue) - sum(cost))::double / sum(cost)::double as roi,
    100 * sum(cost)::double / sum(orders) as cpa, 100 * sum(revenue)::double / sum(orders) as aov"""
NAMES = "posts reach likes comments engagements orders revenue cost er roas roi cpa aov".split()


def figures(title, row):
    print(f"  {title}: Figures({', '.join(f'{name}: {value}' for name, value in zip(NAMES, row))})")


print("KPIs\n  measurements:", len(table("posts.csv")) + len(table("orders.csv")) - 2)
figures("total", sql(f"select {FIGURES} from g")[0])
for key in ("tier", "platform"):
    for value, *row in sql(f"select {key}, {FIGURES} from g group by {key} order by {key}"):
        figures(value, row)
for row in sql("""select tier, count(*), sum(followers)::bigint, sum(e)::double / sum(followers) from (
        select tier, influencer, any_value(followers) as followers, sum(engagements) as e from g group by all)
        group by tier order by tier"""):
    print("  tier, influencers, followers, engagements by followers:", *row)
for key in ("tier", "upper('all')"):
    for row in sql(f"""select {key}, median(er), count(er), median(roas), count(roas) from (select tier, influencer,
            sum(engagements) / sum(reach) as er, sum(revenue)::double / sum(cost)::double as roas from g group by all)
            group by {key} order by {key}"""):
        print("  typical:", *row)
for number in (1, 40, 96):
    figures(number, sql(f"select {FIGURES} from g where influencer = {number}")[0])
print("  weighted by influencer:", *sql("""select sum(reach * influencer)::bigint, sum(engagements * influencer)::bigint,
    sum(orders * influencer)::bigint, (100 * sum(revenue * influencer))::bigint, (100 * sum(cost * influencer))::bigint
    from g""")[0])
print("  days:", sql("select count(distinct date) from g")[0][0])
for order in ("", "desc"):
    print("  first or last day:", *sql(f"select date, {FIGURES} from g where date is not null group by date"
                                       f" order by date {order} limit 1")[0])
print("  weighted by day:", *sql("""select sum(engagements * d)::bigint, (100 * sum(revenue * d))::bigint from (
    select *, date_diff('day', date '1970-01-01', date) as d from g)""")[0])

# Engagement rates drawn towards their peers, as the tests' comments define them.

TIERS = {number: (tier, platform) for number, platform, tier in sql("select id, platform, tier from i")}
POSTS = {}
for number, reach, part in sql("select influencer, reach, engagements from m where reach is not null order by 1"):
    POSTS.setdefault(number, []).append((part, reach))


class Rates:
    def __init__(self, posts):
        self.part, self.base = np.array(posts, dtype=float).T
        self.log = math.log((self.part.sum() + 0.5) / self.base.sum())
        self.effective = self.base.sum() ** 2 / (self.base**2).sum()
        expected = self.base * self.part.sum() / self.base.sum()
        self.scatter = None if self.part.sum() == 0 else (
            self.effective * ((self.part - expected) ** 2).sum() / (expected**2).sum())


def prior(group):
    group = [one for one in group if one.scatter is not None]
    several = [one for one in group if len(one.part) > 1]
    spares = sum(one.effective - 1 for one in several)
    if len(group) < 2 or spares < 5:
        return None
    scatter = sum(one.scatter for one in several) / spares
    logs = np.array([one.log for one in group])
    weights = 1 / np.log1p([scatter / one.effective for one in group])
    center = (weights * logs).sum() / weights.sum()
    distance = (weights * (logs - center) ** 2).sum()
    between = max(0, (distance - len(logs) + 1) / (weights.sum() - (weights**2).sum() / weights.sum()))
    shares = 1 / (between + 1 / weights)
    return (shares * logs).sum() / shares.sum(), between, scatter


RATES = {number: Rates(posts) for number, posts in POSTS.items()}
GROUPS = {}
for number, one in RATES.items():
    tier, platform = TIERS[number]
    for key in ((tier, platform), tier, "all"):
        GROUPS.setdefault(key, []).append(one)
PRIORS = {key: prior(group) if len(group) >= 5 else None for key, group in GROUPS.items()}
BOARD = []
for number, one in RATES.items():
    tier, platform = TIERS[number]
    peers = next(key for key in ((tier, platform), tier, "all") if PRIORS[key])
    mean, between, scatter = PRIORS[peers]
    variance = math.log1p(scatter / one.effective)
    weight = between / (between + variance)
    half = 1.959963984540054 * math.sqrt(variance)
    BOARD.append((math.exp(mean + weight * (one.log - mean)), number, weight, one.effective, math.exp(one.log - half),
                  math.exp(one.log + half), peers))
BOARD.sort(reverse=True)
print("Leaderboard\n  count:", len(BOARD), "first five:", [row[1] for row in BOARD[:5]], "last:", BOARD[-1][1])
print("  first:", *BOARD[0])
print("  sum:", sum(row[0] for row in BOARD), "weighted:", sum(row[0] * row[1] for row in BOARD))
print("  by the tier and platform:", sum(len(row[6]) == 2 for row in BOARD), "by the tier:",
      sum(isinstance(row[6], str) and row[6] != "all" for row in BOARD))

# Back-test of reach: who is forecast, and how far off the simple ways are.

DAYS = sorted(day for (day,) in sql("select published from read_csv('" + str(FOLDER / "posts.csv") + "')"))
CUT = DAYS[0] + datetime.timedelta((DAYS[-1] - DAYS[0]).days // 2)
BY = {}
for number, day, reach in sql("select influencer, date, reach from m where reach is not null order by 1, 2"):
    BY.setdefault(number, []).append((day, reach))
MEANS = {}
for number, own in BY.items():
    MEANS.setdefault(TIERS[number][0], []).extend(reach for day, reach in own if day <= CUT)
forecasts, tier_errors, last_errors = 0, [], []
for number, own in BY.items():
    past = [reach for day, reach in own if day <= CUT]
    later = [reach for day, reach in own if day > CUT]
    forecasts += bool(later)
    if past and later:
        for errors, one in ((tier_errors, np.mean(MEANS[TIERS[number][0]])), (last_errors, past[-1])):
            errors.append(abs(math.log((one * len(later) + 0.5) / (sum(later) + 0.5))))
print("Back-test\n  until:", CUT, "forecasts:", forecasts, "compared:", len(last_errors), "error of the tier's mean:",
      statistics.median(tier_errors), "of the last post:", statistics.median(last_errors))

# What the reader finds: rows, columns and a hash of every field.

print("Fields")
for path in sorted(FOLDER.glob("*.csv")):
    rows = table(path.name)
    result = 0xCBF29CE484222325
    for row in rows:
        for byte in b"".join(cell.encode() + b"\x1f" for cell in row) + b"\x1e":
            result = (result ^ byte) * 0x100000001B3 & (1 << 64) - 1
    text = f"{result:016x}"
    hashed = "_".join(text[place:place + 4] for place in range(0, 16, 4))
    raw = path.read_bytes()
    print(f'  ("{path.name}", {len(rows) - 1}, {len(rows[0])}, 0x{hashed}), line ends in all: LF',
          raw.count(b"\n") - raw.count(b"\r\n"), "CRLF", raw.count(b"\r\n"))

# Rosters: rows, accounts, followers of the last row of each, tiers.


def number(text):
    """Exact; None for what stands for nothing."""
    if text in ("", "N/A", "#VALUE!", "NaN%"):
        return None
    found = re.fullmatch(r"[$€]?\s?([-+.0-9E]+)([KMBkmb]?)(%?)", text)
    factor = {"": 1, "k": 10**3, "m": 10**6, "b": 10**9}[found[2].lower()]
    return decimal.Decimal(found[1]) * factor / (100 if found[3] else 1)


def german(text):
    return number(text.replace(".", "").replace(",", "."))


def comma(text):
    return number(text.replace(",", ""))


print("Rosters")
ROSTERS = [("instagram_march.csv", 0, 5, number), ("instagram_june.csv", 1, 4, number), ("tiktok.csv", 0, 3, number),
           ("youtube_mark.csv", 1, 2, number), ("agency_semicolon.csv", 0, 3, german), ("creators.csv", 0, 4, number)]
for name, key, size, read in ROSTERS:
    rows = table(name)[1:]
    accounts = {row[key].strip().lstrip("@").lower(): int(read(row[size])) for row in rows}
    tiers = [sum(low <= value < high for value in accounts.values())
             for low, high in ((0, 1000), (1000, 100_001), (100_001, 1_000_000), (1_000_000, 10**12))]
    print(f'  "{name}", rows: {len(rows)}, accounts: {len(accounts)}, followers: {sum(accounts.values())}, tiers: {tiers}')
MARCH, JUNE = ({row[key].strip().lstrip("@").lower() for row in table(name)[1:]}
               for name, key in (("instagram_march.csv", 0), ("instagram_june.csv", 1)))
print("  in June alone:", len(JUNE - MARCH), "in both:", len(JUNE & MARCH))
paid = table("payouts.csv")[1:]
for basis in ("post", "order"):
    print(f"  paid by {basis}:", sum(decimal.Decimal(row[4]) for row in paid if row[1] == basis))
print("  names:", len({row[1] for row in table("creators.csv")[1:]}), "campaigns:",
      len({row[1] for row in table("orders.csv")[1:]}))

print("Pairs of columns: rows, absent, sum")
for name, pairs in (("instagram_march.csv", [(4, 5), (7, 8)]), ("instagram_june.csv", [(3, 4), (6, 7)]),
                    ("tiktok.csv", [(2, 3), (4, 5), (6, 7), (8, 9)])):
    rows = table(name)[1:]
    for first, second in pairs:
        values = [number(row[first]) for row in rows]
        assert values == [number(row[second]) for row in rows]
        print(f'  ("{name}", {first}, {second}, {len(rows)}, {values.count(None)}, "{int(sum(values))}"),')

print("Sums: column, sum, absent")
for name, column, read in (
        ("youtube_mark.csv", 2, number), ("youtube_mark.csv", 3, number), ("youtube_mark.csv", 4, number),
        ("youtube_mark.csv", 5, number), ("agency_semicolon.csv", 3, german), ("agency_semicolon.csv", 4, german),
        ("agency_semicolon.csv", 5, german), ("payouts.csv", 4, number), ("orders.csv", 7, number),
        ("orders.csv", 8, number), ("posts.csv", 5, number), ("ads.csv", 4, number), ("ads.csv", 6, number),
        ("flights_mixed_dates.csv", 5, comma)):
    values = [read(row[column]) for row in table(name)[1:]]
    total = sum(value for value in values if value is not None)
    text = format(decimal.Decimal(total), "f")
    print(f'  ("{name}", {column}, "{text.rstrip("0").rstrip(".") if "." in text else text}", {values.count(None)}),')


def day(text):
    if not text:
        return None
    if text.isdigit():
        return datetime.date(1899, 12, 30) + datetime.timedelta(int(text))
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d-%b-%y", "%d.%b.%Y"):
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            pass
    raise ValueError(text)


print("Dates: column, sum of days since 1970, absent")
for name, column in (("flights_mixed_dates.csv", 3), ("flights_mixed_dates.csv", 6), ("posts.csv", 2), ("ads.csv", 7)):
    days = [day(row[column]) for row in table(name)[1:]]
    total = sum((one - datetime.date(1970, 1, 1)).days for one in days if one)
    print(f'  ("{name}", {column}, {total}, {days.count(None)}),')
