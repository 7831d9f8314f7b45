#!/usr/bin/env python3
"""Rows a second and peak memory of clout ingest, beside DuckDB and pandas reading the same file.

    swift build -c release --product clout
    python3 Tests/Benchmarks/ingest.py .build/release/clout 1000000

The peers need the packages duckdb and pandas; one that is missing is left out. They read and add up; Clout reads, checks,
attributes and puts every row on the disk. Not a test: no bound is checked.
"""

import json, os, random, resource, subprocess, sys, tempfile, time

PEERS = {
    "duckdb": "import duckdb,sys; print(duckdb.sql(f\"select count(*), sum(conversions), sum(revenue) from read_csv('{sys.argv[1]}')\").fetchall())",
    "pandas": "import pandas,sys; d=pandas.read_csv(sys.argv[1]); print(len(d), d.conversions.sum(), d.revenue.sum())",
}


def measure(name, rows, command, **options):
    """Runs a child and says how long it took and how much memory it had at most."""
    start = time.time()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.time() - start
    if status:
        print(f"{name:<10} is not there")
        return
    print(f"{name:<10} {seconds:6.2f} s   {rows / seconds:12,.0f} rows/s   {usage.ru_maxrss // 1024:6} MB")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    clout, rows = sys.argv[1], int(sys.argv[2])
    random.seed(1)
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home}
        data, session = home + "/orders.csv", home + "/s.clout"
        header = "order_id,date,influencer,campaign,impressions,clicks,conversions,revenue,promo_code\n"

        def line(i):
            who = random.randrange(1, 2000)
            return (
                f"o{i},2026-{random.randrange(1, 7):02}-{random.randrange(1, 29):02},creator{who},Spring,"
                f"{random.randrange(100, 100000)},{random.randrange(500)},{random.randrange(9)},"
                f"{random.randrange(90000) / 100:.2f},CODE{who}\n"
            )

        with open(data, "w") as file:
            file.write(header)
            for i in range(rows):
                file.write(line(i))
        with open(home + "/first.csv", "w") as file:
            file.write(header + line("first"))
        with open(home + "/roster.csv", "w") as file:
            file.write("handle,platform,followers\n")
            for i in range(1, 2000):
                file.write(f"creator{i},instagram,{random.randrange(1000, 2000000)}\n")
        quiet = {"stdout": subprocess.DEVNULL, "check": True, "env": environment}
        subprocess.run([clout, "import", home + "/roster.csv", "--into", session], **quiet)
        subprocess.run([clout, "import", home + "/first.csv", "--into", session], **quiet)
        print(f"{rows:,} rows, {os.path.getsize(data) >> 20} MB")
        measure("clout", rows, [clout, "ingest", session, data], env=environment)
        measure("again", rows, [clout, "ingest", session, data], env=environment)
        for name, program in PEERS.items():
            measure(name, rows, [sys.executable, "-c", program, data])


main()
