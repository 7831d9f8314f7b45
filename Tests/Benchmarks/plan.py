#!/usr/bin/env python3
"""How long a whole plan takes: `clout plan` on a session of many influencers, for each goal.

Makes a roster, three measured posts each of every fiftieth influencer and orders of some of those, and plans with them. For
each goal it prints the seconds until the forecasts are there, until the first line-up, until one within 0.1% of the
best possible, and until the report; the first line of the report after it.

    swift build -c release --product clout
    python3 Tests/Benchmarks/plan.py .build/release/clout 100000

Arguments: Clout, influencers, and perhaps a folder in which the session is kept for the next time. Not a test: no
bound is checked.
"""

import fcntl, os, pty, random, re, select, struct, subprocess, sys, tempfile, termios, time


def make(clout, home, count, environment):
    random.seed(11)
    niches = ["food", "travel", "fitness", "beauty", "games", "family", "garden", "music"]
    languages = ["en", "de", "fr", "es", "pt"]
    with open(home + "/roster.csv", "w") as roster, open(home + "/posts.csv", "w") as posts, open(
        home + "/orders.csv", "w"
    ) as orders:
        roster.write("handle,platform,followers,niche,language,fee,hours per booking\n")
        posts.write("influencer,date,post url,impressions,reach,likes,comments,clicks\n")
        orders.write("order_id,date,influencer,conversions,revenue\n")
        for i in range(count):
            followers = int(10 ** random.triangular(2.7, 7, 4))
            platform = random.choice(["instagram", "tiktok", "youtube"])
            fee = f"{int(followers ** 0.8 * random.uniform(0.1, 0.4)) + 20}" if random.random() < 0.3 else ""
            hours = f"{random.randint(1, 9)}" if random.random() < 0.5 else ""
            niche = random.choice(niches)
            roster.write(f"creator{i},{platform},{followers},{niche},{random.choice(languages)},{fee},{hours}\n")
            if i % 50:
                continue
            own = random.gauss(0, 0.5)
            for post in range(3):
                reach = int(followers * 0.2 * 2.718 ** (own + random.gauss(0, 0.4))) + 10
                posts.write(
                    f"creator{i},2026-01-{post * 7 + 1:02},https://p/{i}-{post},{int(reach * 1.2)},{reach},"
                    f"{int(reach * 0.05)},{int(reach * 0.004)},{int(reach * 0.01)}\n"
                )
            for order in range(min(20, int(followers * 0.00005 * random.random() * 10))):
                orders.write(f"o{i}-{order},2026-01-{order % 28 + 1:02},creator{i},1,{random.randint(20, 90)}.00\n")
    session = home + "/s.clout"
    for name in ["roster", "posts", "orders"]:
        file = [] if name == "roster" else ["--campaign", "Spring"]
        subprocess.run(
            [clout, "import", f"{home}/{name}.csv", "--into", session] + file,
            check=True,
            stdout=subprocess.DEVNULL,
            env=environment,
        )
    return session


def plan(clout, session, arguments, environment):
    """Seconds until each line of progress, and the report."""
    terminal, other = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 200, 0, 0))
    start = time.perf_counter()
    process = subprocess.Popen(
        [clout, "plan", session, "--campaign", "Spring"] + arguments,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=other,
    )
    os.close(other)
    lines, output = [], b""
    files = [terminal, process.stdout.fileno()]
    while files:
        for file in select.select(files, [], [])[0]:
            try:
                data = os.read(file, 65536)
            except OSError:
                data = b""
            if not data:
                files.remove(file)
            elif file == terminal:
                lines.append((time.perf_counter() - start, data.decode()))
            else:
                output += data
    process.wait()
    os.close(terminal)
    return lines, time.perf_counter() - start, output.decode()


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    clout, count = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
        for name in ["CONFIG", "DATA", "STATE"]:
            environment[f"XDG_{name}_HOME"] = home + "/" + name
        kept = sys.argv[3] if len(sys.argv) == 4 else home
        session = kept + "/s.clout"
        if not os.path.exists(session):
            os.makedirs(kept, exist_ok=True)
            make(clout, kept, count, environment)
        for goal in ["awareness", "engagement", "conversions"]:
            lines, whole, output = plan(
                clout, session, ["--goal", goal, "--budget", "200000", "--hours", "900"], environment
            )
            first = near = None
            begun = lines[0][0] if lines else 0
            for seconds, text in lines:
                for share in re.findall(r"within ([0-9.]+)%|(best possible, proven)|not known", text):
                    if first is None:
                        first = seconds
                    if near is None and (share[1] or share[0] and float(share[0]) <= 0.1):
                        near = seconds
            row = [f"{goal:<12} read {begun:5.2f} s"]
            row.append(f"first line-up {first:5.2f} s" if first else "no line-up")
            row.append(f"within 0.1% {near:5.2f} s" if near else "never within 0.1%")
            print("   ".join(row + [f"report {whole:5.2f} s"]), flush=True)
            print("    " + (output.split("\n") + ["", ""])[1], flush=True)


if __name__ == "__main__":
    main()
