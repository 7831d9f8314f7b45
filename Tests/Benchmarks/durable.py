#!/usr/bin/env python3
"""What one more change costs in a session that has many measurements: from the key to the disk.

Makes sessions of 10,000, 100,000 and 1,000,000 measurements, opens each in the cockpit under strace, edits a fee, types
a measurement and saves, and prints for each the time from the key being read to the end of the journal's fdatasync, how
much of it is writing, and the bytes written to the session in between:

    swift build -c release --product clout
    python3 Tests/Benchmarks/durable.py .build/release/clout [COUNT …]

Needs strace and tmux. Not a test: no bound is checked.
"""

import json, os, re, shutil, statistics, sys, tempfile, time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Faults"))
from terminal import Cockpit

IDENTITY = "00112233aabbccdd"


def make(path, count):
    os.makedirs(path + "/metrics/1")
    with open(path + "/session.json", "w") as file:
        json.dump({"format": 2, "session": IDENTITY, "name": "many", "currency": "USD"}, file)
    with open(path + "/roster.json", "w") as file:
        people = [json.dumps({"id": n, "handle": f"creator{n}", "platform": "instagram", "followers": 1000 * n, "fee": 10000})
                  for n in range(1, 201)]
        file.write(f'{{"session": "{IDENTITY}",\n"influencers": [\n' + ",\n".join(people) + "\n]}\n")
    with open(path + "/campaigns.json", "w") as file:
        file.write(f'{{"session": "{IDENTITY}",\n"campaigns": [\n'
                   '{"id": 1, "name": "C1", "goal": "awareness", "start": "2026-01-01", "end": "2026-12-31", "budget": 500000}\n'
                   '],\n"bookings": [\n]}\n')
    with open(f"{path}/metrics/1/1000-{IDENTITY[:8]}.jsonl", "w") as file:
        for n in range(count):
            file.write(f'{{"campaign": 1, "key": "https://x/{n}", "kind": "total", "day": "2026-{1 + n % 12:02}-{1 + n % 28:02}", '
                       f'"seq": 1000, "influencer": {1 + n % 200}, "post": "https://x/{n}", "impressions": {1000 + n % 999}, '
                       f'"reach": {900 + n % 99}, "likes": {n % 90}}}\n')


def costs(trace, name):
    """(milliseconds, of them writing, bytes) of each change: from the last key read before a write to the journal to
    its sync; writing from the first write on."""
    key, start, first, written, result = 0.0, None, 0.0, 0, []
    pending = {}
    for line in open(trace, errors="replace"):
        match = re.match(r"(\d+) +([\d.]+) (.*)", line)
        if not match:
            continue
        process, at, text = match[1], float(match[2]), match[3]
        if "<unfinished" in text:
            pending[process] = text
            continue
        resumed = re.match(r"<\.\.\. \w+ resumed>(.*)", text)
        if resumed:
            text = pending.pop(process, "").split("<unfinished")[0] + resumed[1]
        took = re.search(r"<([\d.]+)>$", text)
        end = at if resumed else at + (float(took[1]) if took else 0)
        if text.startswith("read(0<") and not re.search(r"= (0|-1)", text):
            key, start, written = end, None, 0
        elif name in text:
            if text.startswith(("write(", "pwrite64(")):
                first = first if written else at
                written += int(re.search(r"= (\d+)", text)[1])
                if "journal-" in text:
                    start = key
            elif text.startswith("fdatasync(") and "journal-" in text and start:
                result.append(((end - start) * 1000, (end - first) * 1000, written))
                start, written = None, 0
    return result


def measure(clout, count, folder):
    path = f"{folder}/many{count}.clout"
    make(path, count)
    trace = f"{folder}/trace{count}"
    environment = {"HOME": folder, "XDG_CONFIG_HOME": folder, "PATH": os.environ["PATH"]}
    command = ["strace", "-f", "--seccomp-bpf", "-ttt", "-T", "-y", "-s", "0", "-o", trace, "-e",
               "trace=read,write,pwrite64,fsync,fdatasync", clout, "open", path]
    began = time.time()
    cockpit = Cockpit(command, environment, folder)
    is_idle = lambda text, word: word in text.split("\n")[0] and "writing" not in text.split("\n")[0]
    if not cockpit.wait(lambda text: "Roster" in text and is_idle(text, "saved"), 300):
        raise SystemExit("the cockpit didn't start: " + cockpit.screen())
    opened = time.time() - began
    for n in range(7):
        cockpit.press(*(["Right"] * 5 if n == 0 else []), "e", "C-u", f"{5001 + n}", "Enter")
        cockpit.wait(lambda text: f"{5001 + n:,}" in text and is_idle(text, "in journal"))
        time.sleep(0.3)
    edits = len(costs(trace, path))
    for n in range(7):
        cockpit.press("m", "a")
        cockpit.wait(lambda text: "New measurement" in text, 60)
        cockpit.press("Tab", "Tab", "Tab", "Tab", f"https://typed/{n}", "Tab", "555")
        cockpit.wait(lambda text: "555" in text, 60)
        cockpit.press("C-s")
        cockpit.wait(lambda text: "New measurement" not in text and is_idle(text, "in journal"), 60)
        time.sleep(0.3)
    typed = len(costs(trace, path))
    cockpit.press("C-s")
    cockpit.wait(lambda text: is_idle(text, "saved"), 60)
    time.sleep(0.5)
    cockpit.close()
    all = costs(trace, path)
    for what, some in (("fee edit", all[:edits]), ("typed measurement", all[edits:typed]), ("save", all[typed:])):
        if some:
            print(f"{count:>9,}  {what:<17}  {len(some):>2}  {statistics.median(ms for ms, *_ in some):8.2f} ms  "
                  f"{min(ms for ms, *_ in some):8.2f}–{max(ms for ms, *_ in some):.2f} ms  "
                  f"{statistics.median(ms for _, ms, _ in some):8.2f} ms  "
                  f"{statistics.median(size for *_, size in some):>8.0f} bytes", flush=True)
    print(f"{count:>9,}  opening {opened:.1f} s, {os.path.getsize(path + f'/metrics/1/1000-{IDENTITY[:8]}.jsonl') >> 20} MB")
    shutil.rmtree(path)


def main():
    if len(sys.argv) < 2 or not (shutil.which("strace") and shutil.which("tmux")):
        raise SystemExit(__doc__)
    counts = [int(word) for word in sys.argv[2:]] or [10_000, 100_000, 1_000_000]
    folder = tempfile.mkdtemp(prefix="clout-durable-")
    print("measurements  change         runs  key to disk  range            of it writing  bytes written")
    try:
        for count in counts:
            measure(os.path.abspath(sys.argv[1]), count, folder)
    finally:
        Cockpit.stop_server()
        shutil.rmtree(folder, ignore_errors=True)


main()
