#!/usr/bin/env python3
"""Two builds of Clout side by side: what a change of the house costs or saves a person who waits.

    swift build -c release --product clout
    python3 Tests/Benchmarks/before_after.py /path/to/old/clout .build/release/clout 9

Arguments: the old program, the new one, how often each is measured. The two take turns, so that a machine that is busy for
a while is busy for both. Prints medians and new ÷ old. Not a test: no bound is checked.
"""

import fcntl, os, pty, random, select, statistics, struct, subprocess, sys, tempfile, termios, time


def make_roster(path, count):
    random.seed(4)
    with open(path, "w") as file:
        file.write("handle,name,platform,followers,category,country,email,fee,engagement rate,notes\n")
        for i in range(count):
            file.write(
                f"user{i}_{random.choice('abcdefgh')},Person {i},"
                f"{random.choice(['instagram', 'tiktok', 'youtube', 'x'])},{int(10 ** random.uniform(2.5, 6.8))},"
                f"{random.choice(['beauty', 'food', 'tech', 'travel'])},{random.choice(['France', 'Japan', 'Brazil'])},"
                f"u{i}@mail.example,${random.randint(10, 9000)},{random.uniform(0.5, 9):.2f}%,note {i}\n"
            )


class Screen:
    """The program on a pseudo terminal of 120 x 40."""

    def __init__(self, command, environment):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.environ.update(environment, TERM="xterm-256color", LC_ALL="C.UTF-8")
            time.sleep(0.05)
            os.execvp(command[0], command)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.start = time.perf_counter() + 0.05

    def wait(self, needle, since, limit=60):
        """Milliseconds from `since` until the needle was written."""
        seen = b""
        while time.perf_counter() - since < limit:
            if select.select([self.terminal], [], [], 0.5)[0]:
                seen += os.read(self.terminal, 65536)
                if needle in seen:
                    return (time.perf_counter() - since) * 1000
        raise SystemExit(f"{needle!r} did not come: {seen[-300:]!r}")

    def settle(self, seconds=0.5):
        """Milliseconds of the last byte before a silence of that length, since the call."""
        begin = last = time.perf_counter()
        while select.select([self.terminal], [], [], seconds)[0]:
            try:
                os.read(self.terminal, 65536)
            except OSError:
                break
            last = time.perf_counter()
        return (last - begin) * 1000

    def press(self, keys, silence=0.5):
        os.write(self.terminal, keys)
        return self.settle(silence)

    def close(self):
        os.kill(self.process, 9)
        os.close(self.terminal)
        os.waitpid(self.process, 0)


def command(arguments, environment):
    before = time.perf_counter()
    done = subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    if done.returncode:
        sys.exit(f"{arguments}: {done.stderr.decode()[:500]}")
    return (time.perf_counter() - before) * 1000


def cockpit(clout, session, environment):
    """Opening, sorting, one key, and saving after an edit, which is then undone."""
    screen = Screen([clout, "open", session], environment)
    times = {"open, first rows": screen.wait(b"user", screen.start)}
    screen.settle(1)
    times["sort"] = screen.press(b"s", 1)
    times["key"] = statistics.median([screen.press(b"j", 0.1) for _ in range(9)])
    # Archives one account and saves: the whole roster is written anew.
    screen.press(b"x", 1)
    before = time.perf_counter()
    os.write(screen.terminal, b"\x13")
    times["save"] = screen.wait(b"Saved", before)
    screen.press(b"u", 1)
    before = time.perf_counter()
    os.write(screen.terminal, b"\x13")
    screen.wait(b"Saved", before)
    screen.close()
    return times


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    programs, rounds = {"old": sys.argv[1], "new": sys.argv[2]}, int(sys.argv[3])
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "HOME": home,
            "XDG_CONFIG_HOME": home + "/config",
            "XDG_DATA_HOME": home + "/data",
            "XDG_STATE_HOME": home + "/state",
        }
        figures = {}

        def note(name, side, value):
            figures.setdefault(name, {}).setdefault(side, []).append(value)

        for count in [20, 10_000, 100_000]:
            make_roster(f"{home}/{count}.csv", count)
        handles = [line.split(",")[0] for line in open(f"{home}/10000.csv")][1:]
        random.seed(11)
        with open(home + "/posts.csv", "w") as posts, open(home + "/orders.csv", "w") as orders:
            posts.write("influencer,date,post url,impressions,reach,likes,comments,clicks\n")
            orders.write("order_id,date,influencer,conversions,revenue\n")
            for i, handle in enumerate(handles[::10]):
                for post in range(3):
                    reach = random.randint(200, 200_000)
                    posts.write(
                        f"{handle},2026-01-{post * 7 + 1:02},https://p/{i}-{post},{int(reach * 1.2)},{reach},"
                        f"{int(reach * 0.05)},{int(reach * 0.004)},{int(reach * 0.01)}\n"
                    )
                orders.write(f"o{i},2026-01-{i % 28 + 1:02},{handle},1,{random.randint(20, 90)}.00\n")
        # Each has sessions of its own, since an older program doesn't open a newer one's.
        for side, clout in programs.items():
            for count in [20, 10_000, 100_000]:
                command([clout, "import", f"{home}/{count}.csv", "--into", f"{home}/{side}-{count}.clout"], environment)
            for file in ["posts", "orders"]:
                into = ["--into", f"{home}/{side}-10000.clout", "--campaign", "Spring"]
                command([clout, "import", f"{home}/{file}.csv"] + into, environment)
        for turn in range(rounds):
            for side, clout in sorted(programs.items(), reverse=turn % 2 == 0):
                note("start (--version)", side, command([clout, "--version"], environment))
                screen = Screen([clout, "open", f"{home}/{side}-20.clout"], environment)
                note("first paint, 20 rows", side, screen.wait(b"user", screen.start))
                screen.close()
                for name, value in cockpit(clout, f"{home}/{side}-100000.clout", environment).items():
                    note(f"100,000: {name}", side, value)
                target = f"{home}/{side}{turn}.clout"
                note("100,000: import", side, command([clout, "import", f"{home}/100000.csv", "--into", target], environment))
                # The second import changes nothing, so that what is measured is opening, reading and saving nothing.
                note("100,000: import again", side, command([clout, "import", f"{home}/100000.csv", "--into", target], environment))
                subprocess.run(["rm", "-rf", target])
                plan = ["plan", f"{home}/{side}-10000.clout", "--campaign", "Spring", "--goal", "engagement", "--budget", "50000"]
                note("10,000: plan", side, command([clout] + plan, environment))
                note("10,000: compare", side, command([clout, "compare", f"{home}/{side}-10000.clout"], environment))
                note("10,000: kpis", side, command([clout, "kpis", f"{home}/{side}-10000.clout", "--json"], environment))
        for name, sides in figures.items():
            before, after = statistics.median(sides["old"]), statistics.median(sides["new"])
            print(f"{name:<28} old {before:9.2f} ms   new {after:9.2f} ms   new/old {after / before:5.2f}")


main()
