#!/usr/bin/env python3
"""Importing a large CSV file beside DuckDB and polars: rows per second and memory.

    pip install duckdb polars && swift build -c release --product clout
    python3 Tests/Benchmarks/imports.py 1000000 .build/release/clout [another clout, such as yesterday's]

The peers read the file and add up its figures by influencer on one thread, as Clout has one for an import; Clout reads
it, works out every change, and in the second line writes the session durably, too. In turns, five times each; medians.
Not a test: no bound is checked, but sums that differ end with an error.
"""

import csv, datetime, json, os, random, shutil, subprocess, sys, tempfile, time

DAY = datetime.date(2026, 3, 1)
COLUMNS = "Post ID,Post URL,Influencer,Date,Impressions,Reach,Likes,Comments,Clicks,Notes".split(",")

DUCKDB = """
import duckdb, sys
duckdb.execute("set threads = 1")
sums = ", ".join(f"sum({name})" for name in ("Reach", "Likes", "Comments", "Clicks"))
print(duckdb.execute(
    f"select sum(seen) from (select Influencer, sum(Impressions) seen, {sums}, min(Date), max(Notes), "
    'max(length("Post URL")) from read_csv(?) group by Influencer)', [sys.argv[1]]).fetchone()[0])
"""

POLARS = """
import os, sys
os.environ["POLARS_MAX_THREADS"] = "1"
import polars as pl
frame = pl.read_csv(sys.argv[1], try_parse_dates=True)
figures = pl.col("Impressions", "Reach", "Likes", "Comments", "Clicks").sum()
print(frame.group_by("Influencer").agg(figures)["Impressions"].sum())
"""


def make(path, count):
    draw = random.Random(7)
    total = 0
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in range(count):
            seen = draw.randrange(10**6)
            total += seen
            writer.writerow(
                [
                    f"p{row}", f"https://instagram.com/p/{row}", f"user{row % 500}",
                    DAY + datetime.timedelta(days=row % 28), seen, draw.randrange(10**5), draw.randrange(10**4),
                    draw.randrange(500), draw.randrange(3000), f"note {row % 1000}",
                ]
            )
    return total


def measured(command):
    """Seconds, the most memory in MB, and the output of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command[:3])} ended with {status}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024, output


def main():
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    count, programs = int(sys.argv[1]), [os.path.abspath(path) for path in sys.argv[2:]]
    with tempfile.TemporaryDirectory() as folder:
        table = f"{folder}/posts.csv"
        total = make(table, count)
        print(f"{count:,} rows, {os.path.getsize(table) / 1e6:.1f} MB")
        roster = f"{folder}/roster.csv"
        with open(roster, "w") as file:
            file.write("handle,platform,followers\n" + "".join(f"user{n},instagram,{1000 + n}\n" for n in range(500)))
        runs = {}

        def note(name, result):
            runs.setdefault(name, []).append(result[:2])
            return result[2]

        for turn in range(5):
            for name, peer in (("DuckDB", DUCKDB), ("polars", POLARS)):
                assert int(note(name, measured([sys.executable, "-c", peer, table]))) == total, name
            for number, clout in enumerate(programs):
                label = "clout" if len(programs) == 1 else f"clout {number + 1}"
                session = f"{folder}/{number}-{turn}.clout"
                subprocess.run([clout, "import", roster, "--into", session], check=True, stdout=subprocess.DEVNULL)
                command = [clout, "import", table, "--into", session, "--campaign", "c"]
                note(f"{label}, worked out", measured(command + ["--dry-run"]))
                note(f"{label}, on disk", measured(command))
                if turn == 0:
                    said = subprocess.run(
                        [clout, "kpis", session, "--by", "total", "--json"], check=True, capture_output=True
                    ).stdout
                    found = json.loads(said)[0]["impressions"]
                    assert found == total, (found, total)
                shutil.rmtree(session)
        for name, results in runs.items():
            seconds = sorted(result[0] for result in results)[len(results) // 2]
            memory = max(result[1] for result in results)
            print(f"{name:<22} {seconds:6.2f} s  {count / seconds:10,.0f} rows/s  {memory:6.0f} MB")


main()
