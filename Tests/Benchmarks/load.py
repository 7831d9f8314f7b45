#!/usr/bin/env python3
"""How keys answer while figures pour in.

Opens a session on a pseudo terminal of 120 x 40, presses keys for a while, first in peace and then while a followed
file grows by many measurements a second, and prints median and 99th percentile of the time from the key to the last
byte of its answer, side by side. At the end every measurement must be in the session.

    swift build -c release --product clout
    python3 Tests/Benchmarks/load.py .build/release/clout 10000 20

Arguments: Clout, measurements a second, seconds. Not a test: no bound is checked.
"""

import fcntl, json, os, pty, random, select, struct, subprocess, sys, tempfile, termios, threading, time

MARK = "▸".encode()


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


def drain(terminal, seconds):
    data = b""
    while select.select([terminal], [], [], seconds)[0]:
        try:
            data += os.read(terminal, 65536)
        except OSError:
            break
    return data


def press(terminal, count):
    """Milliseconds from each key to the last byte of the answer that moves the cursor."""
    times = []
    for number in range(count):
        drain(terminal, 0)
        before = time.perf_counter()
        os.write(terminal, b"j" if number % 2 == 0 else b"k")
        data = b""
        while MARK not in data and time.perf_counter() - before < 5:
            if select.select([terminal], [], [], 0.1)[0]:
                data += os.read(terminal, 65536)
        drain(terminal, 0)
        times.append((time.perf_counter() - before) * 1000)
        time.sleep(random.uniform(0.02, 0.07))
    return times


def report(name, times):
    times = sorted(times)
    print(
        f"{name:<28} median {times[len(times) // 2]:6.2f} ms   p99 {times[int(len(times) * 0.99)]:6.2f} ms   "
        f"longest {times[-1]:6.2f} ms   {len(times)} keys"
    )


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    clout, rate, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    random.seed(7)
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home + "/c", "XDG_DATA_HOME": home + "/d"}
        environment |= {"XDG_STATE_HOME": home + "/s", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        roster = "handle,platform,followers\n" + "".join(
            f"creator{i},{random.choice(['instagram', 'tiktok'])},{int(10 ** random.uniform(3, 6.8))}\n" for i in range(2000)
        )
        write(home + "/roster.csv", roster)
        write(home + "/first.csv", "order_id,date,influencer,conversions,revenue\nfirst,2026-03-14,creator1,1,10.00\n")
        session, feed = home + "/s.clout", home + "/orders.csv"
        quiet = {"stdout": subprocess.DEVNULL, "env": environment, "check": True}
        subprocess.run([clout, "import", home + "/roster.csv", "--into", session], **quiet)
        subprocess.run([clout, "import", home + "/first.csv", "--into", session, "--campaign", "Spring"], **quiet)
        write(session + "/feeds.json", json.dumps([{"id": 1, "name": "shop", "file": feed, "campaign": 1}]))
        write(feed, "order_id,date,influencer,conversions,revenue\n")

        process, terminal = pty.fork()
        if process == 0:
            time.sleep(0.05)
            os.execvpe(clout, [clout, "open", session], environment)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        drain(terminal, 1.5)
        press(terminal, 5)
        keys = seconds * 15
        report("in peace", press(terminal, keys))

        stop, written = threading.Event(), [0]

        def pour():
            start = time.time()
            with open(feed, "a") as file:
                while not stop.is_set():
                    due = int((time.time() - start) * rate)
                    file.write(
                        "".join(
                            f"o{i},2026-03-14,creator{i * 7919 % 2000},1,{i % 90}.00\n" for i in range(written[0], due)
                        )
                    )
                    file.flush()
                    written[0] = due
                    time.sleep(0.02)

        thread = threading.Thread(target=pour)
        start = time.time()
        thread.start()
        time.sleep(1)
        report(f"{rate:,} measurements a second", press(terminal, keys))
        stop.set()
        thread.join()
        elapsed = time.time() - start
        memory = next(line for line in open(f"/proc/{process}/status") if line.startswith("VmHWM")).split()[1]
        deadline = time.time() + 60
        lag = None
        while time.time() < deadline:
            drain(terminal, 0.2)
            lines = sum(1 for _ in open(session + "/metrics/1.jsonl"))
            if lines >= written[0] + 1:
                lag = time.time() - start - elapsed
                break
        os.write(terminal, b"q")
        drain(terminal, 1)
        os.close(terminal)
        os.waitpid(process, 0)
        table = subprocess.run([clout, "kpis", session, "--by", "total", "--json"], env=environment, capture_output=True).stdout
        conversions = json.loads(table)[0]["conversions"]
        print(
            f"{written[0]:,} written in {elapsed:.1f} s, {conversions - 1:,} in the session, the last of them "
            f"{'never' if lag is None else f'{lag:.1f} s'} after it was written; peak memory {int(memory) // 1024} MB"
        )


main()
