#!/usr/bin/env python3
"""Runs the query of the README in DuckDB on a session: its path stands in place of spring.clout. Prints a line for each
platform: its name, reach_low, reach_high, engagements.

    pip install duckdb                     (in a virtual environment)
    python3 Tests/Fixtures/readme_query.py SESSION
"""

import pathlib
import re
import sys

import duckdb

readme = (pathlib.Path(__file__).parents[2] / "README.md").read_text()
query = re.search(r"```sql\n(.*?)```", readme, re.S).group(1).replace("spring.clout", sys.argv[1])
for row in sorted(duckdb.sql(query).fetchall()):
    print(*row, sep=",")
