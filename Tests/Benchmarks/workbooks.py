#!/usr/bin/env python3
"""Workbooks beside openpyxl: rows per second and memory of both, and whether other programs read what Clout writes.

    pip install openpyxl && swift build -c release --product clout
    python3 Tests/Benchmarks/workbooks.py .build/release/clout 200000

Arguments: Clout, rows. Clout works out the whole import (`--dry-run`), openpyxl only iterates over the cells in its
read-only mode. The export is read back by openpyxl and, where it is installed, converted by LibreOffice without a
screen. Not a test: no bound is checked, but a wrong cell ends with an error.
"""

import csv, datetime, os, random, resource, shutil, subprocess, sys, tempfile, time

import openpyxl

DAY = datetime.date(2026, 3, 1)


def make(path, count):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Posts")
    sheet.append("Post URL,Influencer,Date,Impressions,Reach,Likes,Comments,Clicks,Engagement rate,Notes".split(","))
    draw = random.Random(4)
    for row in range(count):
        sheet.append(
            [
                f"https://instagram.com/p/{row}", f"user{row % 500}", DAY + datetime.timedelta(days=row % 28),
                draw.randrange(10**6), draw.randrange(10**5), draw.randrange(10**4), draw.randrange(500),
                draw.randrange(3000), round(draw.uniform(0.001, 0.2), 4), f"note {row % 1000}",
            ]
        )
    book.save(path)


def measured(command):
    """Seconds and the most memory in MB of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command[0]} ended with {status}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    clout, count = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        book, session = f"{folder}/posts.xlsx", f"{folder}/s.clout"
        make(book, count)
        print(f"{count:,} rows, {os.path.getsize(book) / 1e6:.1f} MB")
        peer = (
            "import openpyxl, sys\n"
            "for row in openpyxl.load_workbook(sys.argv[1], read_only=True).active.iter_rows(values_only=True): pass"
        )
        ours = [clout, "import", book, "--into", session, "--campaign", "c", "--dry-run"]
        # In turns, so that a machine that is busy for a while is busy for both.
        runs = [(measured(ours), measured([sys.executable, "-c", peer, book])) for _ in range(3)]
        for name, index in (("clout", 0), ("openpyxl", 1)):
            seconds = sorted(run[index][0] for run in runs)[1]
            memory = max(run[index][1] for run in runs)
            print(f"{name:<10} {seconds:6.2f} s  {count / seconds:10,.0f} rows/s  {memory:6.0f} MB")
        check(clout, folder)


def check(clout, folder):
    """What Clout writes, read by others."""
    texts = ["=1+1", "'tis", "two\nlines", "<&>\"", "_x0041_", "日本", "-5", "a_b", "x" * 40_000]
    with open(f"{folder}/roster.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow("handle,platform,followers,fee,engagement rate,reference,notes".split(","))
        for row, text in enumerate(texts):
            guard = "'" if text[0] in "=-'" and text != "'tis" else ""
            writer.writerow([f"user{row}", "instagram", 1000 + row, "12.50", "4.5%", 17841400000000000 + row, guard + text])
    session, book = f"{folder}/out.clout", f"{folder}/out.xlsx"
    subprocess.run([clout, "import", f"{folder}/roster.csv", "--into", session], check=True, stdout=subprocess.DEVNULL)
    said = subprocess.run(
        [clout, "export", session, "roster", "bookings", "-o", book], check=True, capture_output=True, text=True
    ).stderr
    assert "1 text is longer" in said, said
    read = openpyxl.load_workbook(book)
    assert read.sheetnames == ["roster", "bookings"], read.sheetnames
    sheet = read["roster"]
    assert sheet.freeze_panes == "A2"
    column = {cell.value: cell.column - 1 for cell in sheet[1]}
    for row, text in zip(sheet.iter_rows(min_row=2), texts):
        notes, fee, rate, day = (row[column[name]] for name in ("notes", "fee", "er_followers", "as_of"))
        assert notes.value.replace("_x005F_", "_") == text[:32_767] and notes.data_type == "s", (notes.value, text)
        assert fee.value == 12.5 and fee.number_format == "#,##0.00", (fee.value, fee.number_format)
        assert rate.value == 0.045 and rate.number_format.endswith("%"), (rate.value, rate.number_format)
        assert isinstance(day.value, datetime.datetime) and row[column["reference"]].data_type == "s"
    print("openpyxl reads the export: every cell as it should be")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        return print("LibreOffice isn't installed: not tried")
    subprocess.run(
        [office, "--headless", "--convert-to", "csv", "--outdir", folder, book], check=True, stdout=subprocess.DEVNULL
    )
    with open(f"{folder}/out.csv", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == len(texts) + 1, len(rows)
    assert [row[column["notes"]] for row in rows[1:]] == [text[:32_767] for text in texts]
    print("LibreOffice opens the export: every text as it should be")


main()
