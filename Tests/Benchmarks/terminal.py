#!/usr/bin/env python3
"""What a person waits for: first rows on the screen, and the time and bytes of one key.

Runs programs on a pseudo terminal of 120 x 40 and prints medians, so that peers are measured beside Clout in one run:

    swift build -c release --product clout
    python3 Tests/Benchmarks/terminal.py 10000 .build/release/clout vd

The first argument is the number of influencers (made up here, with a fixed seed), then Clout, then peers that open a
JSON file given as their only argument. Not a test: no bound is checked.
"""

import fcntl, os, pty, random, select, statistics, struct, subprocess, sys, tempfile, termios, time

NEEDLE = b"user3"


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


def read(terminal, seconds):
    """Bytes until nothing came for that long, and when the last of them came."""
    count, last = 0, time.time()
    while select.select([terminal], [], [], seconds)[0]:
        try:
            count += len(os.read(terminal, 65536))
        except OSError:
            break
        last = time.time()
    return count, last


def run(command, environment, keys):
    """Milliseconds to the first rows, and (milliseconds, bytes) of each key."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(environment, TERM="xterm-256color", LC_ALL="C.UTF-8")
        time.sleep(0.05)
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    start = time.time() + 0.05
    seen, first = b"", None
    while first is None and time.time() < start + 60:
        if select.select([terminal], [], [], 0.5)[0]:
            seen += os.read(terminal, 65536)
            if NEEDLE in seen:
                first = (time.time() - start) * 1000
    read(terminal, 0.5)
    presses = []
    for key in keys:
        before = time.time()
        os.write(terminal, key.encode())
        count, last = read(terminal, 0.15)
        presses.append(((last - before) * 1000, count))
    os.kill(process, 9)
    os.close(terminal)
    os.waitpid(process, 0)
    return first, presses


def report(name, command, environment):
    firsts = [run(command, environment, "")[0] for _ in range(5)]
    # The first key also clears a message, so it is left out.
    _, presses = run(command, environment, "j" * 21)
    times, sizes = zip(*presses[1:])
    print(
        f"{name:<24} first rows {statistics.median(firsts):7.1f} ms   key {statistics.median(times):6.2f} ms "
        f"(longest {max(times):.2f})   {statistics.median(sizes):.0f} bytes"
    )


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    count, clout, peers = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "XDG_CONFIG_HOME": home + "/config", "XDG_DATA_HOME": home + "/data"}
        roster, session = home + "/roster.csv", home + "/bench.clout"
        make_roster(roster, count)
        subprocess.run(
            [clout, "import", roster, "--into", session], check=True, stdout=subprocess.DEVNULL, env={**os.environ, **environment}
        )
        report("clout", [clout, "open", session], environment)
        for peer in peers:
            report(os.path.basename(peer), [peer, session + "/roster.json"], environment)


main()
