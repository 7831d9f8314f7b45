#!/usr/bin/env python3
"""The fault campaign: lets every system call fail, kills and cuts the power, and looks whether the session is whole.

    python3 Tests/Faults/faults.py [--quick] [--no-sync] [--only NAME] [PATH-OF-CLOUT]

See README.md beside it.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import fixtures
from powercut import Disk
from replay import CALLS, Replay, read
import screens
from terminal import Cockpit

HERE = os.path.dirname(os.path.abspath(__file__))
NAME = "s.clout"
CHANGING = ("write pwrite64 writev fsync fdatasync ftruncate rename renameat renameat2 openat open creat mkdir mkdirat "
            "unlink unlinkat rmdir flock fchmod link symlink copy_file_range fallocate").split()
READING = "read pread64 getdents64 newfstatat fstat statx readlink".split()
ERRNO = {"ENOSPC": 28, "EIO": 5}


class Box:
    """A folder for one run: a copy of a session, and a home."""

    lock = threading.Lock()
    number = 0

    def __init__(self, suite, base, place=None):
        with Box.lock:
            Box.number += 1
            self.path = os.path.join(place or suite.work, f"run{Box.number}")
        os.makedirs(self.path + "/home")
        self.suite = suite
        self.session = f"{self.path}/{NAME}"
        if base:
            shutil.copytree(f"{suite.bases}/{base}.clout", self.session, symlinks=True)
        if base == "feed":
            shutil.copy(f"{suite.bases}/feed.csv", self.path)

    environment = property(lambda self: {
        "HOME": self.path + "/home", "XDG_CONFIG_HOME": self.path + "/home", "PATH": os.environ["PATH"], "USER": "faults",
        "LC_ALL": "C.UTF-8"})

    def run(self, *arguments, under=(), more=None):
        result = subprocess.run(
            [*under, self.suite.clout, *arguments], cwd=self.path, env={**self.environment, **(more or {})},
            capture_output=True, text=True, stdin=subprocess.DEVNULL)
        return result

    def remove(self):
        shutil.rmtree(self.path, ignore_errors=True)


class Operation:
    """What is tried. `old` and `new` are what the session holds before and after."""

    def __init__(self, name, base, arguments, isPartly=False):
        self.name, self.base, self.arguments, self.isPartly = name, base, arguments, isPartly
        self.old = self.new = None

    def once(self, box, under=(), more=None):
        words = [word.replace("../bases", box.suite.bases) for word in self.arguments]
        return box.run(*words, under=under, more=more)


class Suite:
    def __init__(self, clout, work, options):
        self.clout, self.work, self.options = clout, work, options
        self.bases = work + "/bases"
        os.makedirs(self.bases)
        self.began = time.time()
        self.table = collections.OrderedDict()
        self.failures = []
        self.skipped = []
        self.lock = threading.Lock()
        self.shim = work + "/shim.so"
        built = shutil.which("gcc") or shutil.which("clang") or shutil.which("cc")
        if not built or subprocess.run(
                [built, "-shared", "-fPIC", "-O1", "-o", self.shim, HERE + "/shim.c", "-ldl"]).returncode:
            self.skip("no C compiler: no faults in the cockpit, no test without syncs (apt-get install gcc)")
            self.shim = None

    def skip(self, why):
        print(f"SKIPPED: {why}", flush=True)
        self.skipped.append(why)

    # -- Looking at a session

    def contents(self, box):
        """Everything in a session, as its exports say it."""
        found = {}
        for what in ("roster", "bookings", "measurements"):
            result = box.run("export", box.session, what, "--format", "json")
            if result.returncode:
                raise Broken(f"export {what}: {result.stderr.strip()}")
            found[what] = sorted(json.dumps(row, sort_keys=True) for row in json.loads(result.stdout))
        return found

    def open(self, box, under=(), more=None):
        """Opens for writing, and writes nothing."""
        result = box.run("plan", box.session, "--apply", "--campaign", "no such", under=under, more=more)
        return "doesn’t name one campaign" in result.stderr.replace("'", "’"), result

    def verify(self, box, operation, acknowledged):
        """What is wrong with a session after a fault; and whether it holds the new state."""
        if not os.path.exists(box.session + "/session.json") and operation.old is None:
            if acknowledged:
                raise Broken("it said done, but there is no session")
            again = operation.once(box)
            if again.returncode:
                raise Broken(f"it can't be made again: {again.stderr.strip()}")
            if self.contents(box) != operation.new:
                raise Broken("made again, it isn't whole")
            return False
        # Looking twice and doing it again cost time, so only every third run has to show that.
        isThorough = random.random() < 0.35 or self.options.thorough
        before = self.contents(box) if isThorough else None
        opened, result = self.open(box)
        if not opened:
            raise Broken(f"it doesn't open for writing: {result.stderr.strip()}")
        check = box.run("check", box.session)
        if check.returncode:
            raise Broken(f"check: {check.stdout.strip()} {check.stderr.strip()}")
        for line in check.stdout.splitlines():
            if "changed by another program" in line or "changed outside" in line:
                raise Broken(f"check blames somebody else: {line}")
        if operation.base == "former":
            self.verify_former(box)
        after = self.contents(box)
        if before not in (None, after):
            raise Broken("opening changed what is in it: " + difference(before, after))
        isNew = after == operation.new
        if acknowledged and not isNew:
            raise Broken("LOST, though acknowledged: " + difference(operation.new, after))
        if not isNew and after != operation.old:
            isBetween = operation.isPartly and all(
                set((operation.old or after)[k]) <= set(after[k]) <= set(operation.new[k]) for k in after)
            if not isBetween:
                raise Broken("neither old nor new: " + difference(operation.new, after))
        if operation.arguments and isThorough:
            again = operation.once(box)
            if again.returncode:
                raise Broken(f"it doesn't work again: {again.stderr.strip()}")
            if self.contents(box) != operation.new:
                raise Broken("done again, it isn't new: " + difference(operation.new, self.contents(box)))
        return isNew

    def verify_former(self, box):
        """Once a session is of format 2, the files of format 1 lie beside it, byte for byte."""
        with open(box.session + "/session.json") as file:
            if json.load(file)["format"] == 1:
                return
        base = self.bases + "/former.clout"
        for folder, _, names in os.walk(base):
            for name in names:
                at = os.path.relpath(os.path.join(folder, name), base).replace("/", "-")
                kept = f"{box.session}/.state/format-1/{at}"
                if not os.path.exists(kept):
                    raise Broken(f"the {at} of format 1 wasn't kept")
                with open(os.path.join(folder, name), "rb") as one, open(kept, "rb") as other:
                    if one.read() != other.read():
                        raise Broken(f"the {at} of format 1 wasn't kept as it was")

    def count(self, operation, kind, failure=None, label="", isNew=False):
        with self.lock:
            row = self.table.setdefault((operation, kind), collections.Counter())
            row["runs"] += 1
            row["new" if isNew else "old"] += 1
            if failure:
                row["failures"] += 1
                self.failures.append((operation, kind, label, failure))
                if row["failures"] <= self.options.show:
                    print(f"FAILED: {operation}, {kind}, {label}: {failure}", flush=True)

    def judge(self, box, operation, kind, label, acknowledged, refused=""):
        isNew = False
        failure = None
        try:
            isNew = self.verify(box, operation, acknowledged)
        except (Broken, ValueError, OSError) as error:
            failure = str(error)
        if refused and isNew and operation.old != operation.new and not acknowledged and failure is None:
            if not re.search(r"journal|is kept|recorded|was imported|not saved", refused):
                failure = "it said that it failed, yet everything is there: " + refused
        self.count(operation.name, kind, failure, label, isNew)
        if failure and self.options.keep:
            print(f"  kept: {box.path}")
        else:
            box.remove()
        return isNew

    def each(self, work, jobs):
        if sys.stdout.isatty() or self.options.verbose:
            print(f"{time.time() - self.began:5.0f} s  {getattr(jobs and jobs[0][0], 'name', '')} {work.__name__}: "
                  f"{len(jobs)} runs", flush=True)
        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            for future in [pool.submit(work, *job) for job in jobs]:
                future.result()

    # -- Bases

    def make_bases(self):
        """Sessions to start from, and the files to bring in."""
        fixtures.former(self.bases + "/former.clout", 10)
        for name, campaigns, each in (("one", 1, 40), ("ten", 10, 20), ("big", 10, 600), ("rows", 3, 10)):
            fixtures.posts(f"{self.bases}/{name}.csv", campaigns, each, name)
        fixtures.roster(self.bases + "/roster.csv")
        fixtures.posts(self.bases + "/first.csv", 2, 10, "first")
        fixtures.posts(self.bases + "/feed.csv", 1, 5, "feed")
        box = Box(self, "former")
        must(box.run("import", self.bases + "/first.csv", "--into", box.session))
        shutil.copytree(box.session, self.bases + "/base.clout")
        # A copy without its state is adopted; so the feed can be added by hand.
        shutil.rmtree(box.session + "/.state")
        identity = json.load(open(box.session + "/session.json"))["session"]
        with open(box.session + "/feeds.json", "w") as file:
            json.dump({"session": identity, "feeds": [{"id": 1, "name": "posts", "file": "../feed.csv"}]}, file)
        must(box.run("check", box.session))
        shutil.copytree(box.session, self.bases + "/feed.clout")
        self.day = fixtures.day(-1)
        self.feedStart = len(self.contents(box)["measurements"]) + 5
        box.remove()

    def prepare(self, operation):
        """Does it once undisturbed."""
        box = Box(self, operation.base)
        operation.old = self.contents(box) if operation.base else None
        began = time.time()
        must(operation.once(box))
        operation.moment = (time.time() - began) * 0.7
        operation.new = self.contents(box)
        if operation.old == operation.new:
            raise SystemExit(f"{operation.name} changes nothing")
        must(box.run("check", box.session))
        box.remove()

    # -- Faults at system calls, by strace

    def calls(self, box, command):
        """The calls on the session, each with its number among its thread's calls of that name."""
        log = box.path + "/trace"
        command(("strace", "-f", "--seccomp-bpf", "-y", "-qq", "-s", "0", "-o", log, "-e",
                 "trace=" + ",".join("?" + name for name in CHANGING + READING)))
        counts = collections.Counter()
        found = []
        for line in open(log, errors="replace"):
            match = re.match(r"(\d+) +(\w+)\(", line)
            if not match:
                continue
            counts[match.groups()] += 1
            if NAME in line:
                isChange = match[2] in CHANGING and (
                    not match[2].startswith("open") or re.search("O_CREAT|O_WRONLY|O_RDWR", line) is not None)
                found.append((match[2], counts[match.groups()], isChange))
        return sorted(set(found))

    def errors(self, kind):
        """Both errors, or, since an hour is long, one and the other by turns."""
        self.turn = getattr(self, "turn", 0) + 1
        if self.options.thorough:
            return list(ERRNO)
        return [list(ERRNO)[(self.turn // 2 + (kind == "once")) % 2]]

    def plan(self, calls):
        reads = [call for call in calls if not call[2]]
        if self.options.quick:
            reads = []
        elif not self.options.thorough:
            # Opening reads the same files in the same way over and over.
            reads = random.Random(5).sample(reads, min(len(reads), 30))
        for name, number, isChange in calls:
            if isChange:
                for error in self.errors("once"):
                    yield name, number, "once", f"error={error}:when={number}"
                for error in self.errors("for good"):
                    yield name, number, "for good", f"error={error}:when={number}+"
                yield name, number, "killed", f"signal=KILL:when={number}"
            elif (name, number, isChange) in reads:
                yield name, number, "once", f"error=EIO:when={number}"

    def strace_operation(self, operation):
        box = Box(self, operation.base)
        calls = self.calls(box, lambda under: must(operation.once(box, under)))
        box.remove()
        jobs = list(self.plan(calls))
        if self.options.quick:
            jobs = random.Random(1).sample(jobs, min(len(jobs), 60))
        self.each(self.strace_run, [(operation, *job) for job in jobs])

    def strace_run(self, operation, name, number, kind, inject):
        box = Box(self, operation.base)
        result = operation.once(
            box, injecting(name, inject))
        isDone = result.returncode == 0
        # Where no message could be written, either, none was wrong.
        refused = "" if isDone or kind == "killed" else result.stderr.strip()
        self.judge(box, operation, f"{kind}", f"{name} {inject}", isDone, refused)

    def opening(self, operation):
        """Kills the operation where the next opening has most to do, and lets that opening fail everywhere."""
        best = (0, None, None)
        box = Box(self, operation.base)
        calls = self.calls(box, lambda under: must(operation.once(box, under)))
        box.remove()
        kills = [call[:2] for call in calls if call[0] in ("rename", "renameat2", "rmdir", "unlink", "fsync")]
        for name, number in kills[::-1][:12]:
            box = Box(self, operation.base)
            self.kill_at(operation, box, name, number)
            if os.path.exists(box.session + "/session.json"):
                copy = Box(self, None)
                shutil.copytree(box.session, copy.session)
                found = self.calls(copy, lambda under: self.open(copy, under))
                copy.remove()
                changing = len([call for call in found if call[2]])
                if changing > best[0]:
                    if best[1]:
                        best[1].remove()
                    best = (changing, box, found)
                    continue
            box.remove()
        if not best[1]:
            return
        stopped = best[1]
        target = Operation("opening after " + operation.name, operation.base, None, operation.isPartly)
        here = self.contents(stopped)
        # What is there now must stay.
        target.old = target.new = here
        jobs = list(self.plan(best[2]))
        if self.options.quick:
            jobs = random.Random(2).sample(jobs, min(len(jobs), 30))
        self.each(self.opening_run, [(target, stopped, *job) for job in jobs])
        stopped.remove()

    def kill_at(self, operation, box, name, number):
        operation.once(box, injecting(name, f"signal=KILL:when={number}"))

    def opening_run(self, target, stopped, name, number, kind, inject):
        box = Box(self, None)
        shutil.copytree(stopped.session, box.session)
        self.open(box, injecting(name, inject))
        self.judge(box, target, kind, f"{name} {inject}", True)

    # -- Power cuts at every point

    def points(self, operation):
        """Cuts the power after every call: nothing that wasn't synced is there, or, every other time, some of it."""
        box = Box(self, operation.base)
        log = box.path + "/trace"
        replay = Replay(box.session if operation.base else None, NAME, box.path)
        must(operation.once(box, ("strace", "-f", "--seccomp-bpf", "-y", "-xx", "-qq", "-s", "100000000", "-o", log, "-e",
                                  "trace=" + ",".join("?" + name for name in CALLS.split(",")))))
        boxes = []
        cuts = []
        for call in read(log):
            if self.options.no_sync and call[0] in ("fsync", "fdatasync"):
                continue
            if replay.call(*call):
                for luck in (None, random.Random(len(cuts)))[:1 + (self.options.thorough or len(cuts) % 2 == 0)]:
                    cuts.append((len(boxes), luck is not None))
                    boxes.append(Box(self, None))
                    replay.write(boxes[-1].session, luck)
        # The last is after everything, and the program said that it is done.
        boxes.append(Box(self, None))
        replay.write(boxes[-1].session)
        cuts.append((len(cuts), False))
        jobs = [(operation, box, isLucky, box is boxes[-1]) for box, (_, isLucky) in zip(boxes, cuts)]
        if self.options.quick or self.options.no_sync:
            dropped = jobs[:-1]
            random.Random(4).shuffle(dropped)
            for job in dropped[20:]:
                job[1].remove()
            jobs = dropped[:20] + jobs[-1:]
        box.remove()
        self.each(self.point, jobs)

    def point(self, operation, box, isLucky, isLast):
        words = "power cut at each call, " + ("some kept" if isLucky else "nothing kept")
        self.judge(box, operation, words, "", isLast)

    # -- Random kills

    def random_kills(self, operation, runs):
        """Kills at random about the moment that decides, which is found on the way."""
        self.each(self.random_kill, [(operation,)] * runs)

    def random_kill(self, operation):
        box = Box(self, operation.base)
        process = subprocess.Popen(
            [self.clout, *(word.replace("../bases", self.bases) for word in operation.arguments)], cwd=box.path,
            env=box.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(operation.moment * random.uniform(0.85, 1.2))
        process.kill()
        isNew = self.judge(box, operation, "killed at random", "", process.wait() == 0)
        operation.moment *= 0.95 if isNew else 1.05

    # -- The cockpit

    def armed(self, box, number=0, kind="none", code=0):
        with open(box.path + "/arm.new", "w") as file:
            file.write(f"{number} {kind} {code}")
        os.rename(box.path + "/arm.new", box.path + "/arm")

    def shimmed(self, box):
        more = {"LD_PRELOAD": self.shim, "FAULTS_ARM": box.path + "/arm", "FAULTS_LOG": box.path + "/log",
                "FAULTS_PATH": NAME}
        return {**more, "FAULTS_NO_SYNC": "1"} if self.options.no_sync else more

    def prepare_screen(self, operation):
        """Does it once undisturbed; returns how many calls there were."""
        box = Box(self, operation.base)
        operation.old = self.contents(box)
        cockpit = operation.start(box, self.shimmed(box))
        if operation.name == "feed append":
            operation.old = self.contents(box)
        self.armed(box)
        operation.act(cockpit, box)
        if not screens.await_end(operation, cockpit, 5):
            raise SystemExit(f"{operation.name} never gets done undisturbed:\n{cockpit.screen()}")
        cockpit.close()
        operation.new = self.contents(box)
        if operation.isKnown:
            operation.old = operation.new
        calls = [line.split(" ", 2) for line in open(box.path + "/log")]
        box.remove()
        return [(int(number), name) for number, name, _ in calls]

    def cockpit(self, kind):
        operation = kind()
        calls = self.prepare_screen(operation)
        jobs = []
        for number, name in calls:
            for mode in ("once", "on"):
                jobs += [(kind, operation, number, name, mode, error) for error in self.errors(mode)]
            jobs.append((kind, operation, number, name, "kill", "EIO"))
        if self.options.quick:
            jobs = random.Random(3).sample(jobs, min(len(jobs), 15))
        self.each(self.cockpit_run, jobs)

    def cockpit_run(self, kind, known, number, name, mode, error):
        operation = kind()
        operation.old, operation.new = known.old, known.new
        box = Box(self, operation.base)
        label = f"{error} at change {number}, {name}"
        words = {"once": "once", "on": "for good", "kill": "killed"}[mode]
        try:
            cockpit = operation.start(box, self.shimmed(box))
        except OSError as problem:
            self.count(operation.name, words, str(problem), label)
            return
        self.armed(box, number, mode, ERRNO[error])
        operation.act(cockpit, box)
        isDone = screens.await_end(operation, cockpit, 2)
        if mode == "once" and not isDone and number % 4 == 0:
            # Once the fault is over, a change gets to the disk by itself, and a save works.
            if operation.isKnown:
                operation.act(cockpit, box)
            if not cockpit.wait(lambda text: operation.is_done(text) and "NOT ON DISK" not in text, 8):
                self.count(operation.name, words, "never mended: " + cockpit.top(), label)
                cockpit.close()
                box.remove()
                return
            isDone = True
        cockpit.close()
        self.judge(box, operation, words, label, isDone or operation.isKnown)

    # -- Power cuts

    def power(self, chosen):
        why = Disk.why_not(self.work)
        if why:
            return self.skip(f"no power cuts on a disk: {why}")
        every = [(operation, None) for operation in chosen]
        if self.shim and shutil.which("tmux"):
            for kind in screens.ALL:
                if re.search(self.options.only, kind.name):
                    known = kind()
                    self.prepare_screen(known)
                    every.append((known, kind))
        jobs = [(*every[n % len(every)], n // len(every) % 2 == 0) for n in range(self.options.cuts)]
        self.each(self.cut, jobs)

    def cut(self, operation, kind, isAtEnd):
        folder = tempfile.mkdtemp(dir=self.work)
        disk = Disk.make(folder)
        box = Box(self, operation.base, place=disk.mount)
        disk.sync()
        words = "power cut when done" if isAtEnd else "power cut at random"
        done = (self.cut_screen if kind else self.cut_command)(box, operation, kind, isAtEnd)
        after = disk.cut()
        disk.unmount()
        box.path = box.path.replace(disk.mount, after.mount)
        box.session = f"{box.path}/{NAME}"
        try:
            if os.path.isdir(box.path):
                self.judge(box, operation, words, "", done)
            else:
                self.count(operation.name, words, "LOST: even the folder")
        finally:
            after.unmount()
            shutil.rmtree(folder, ignore_errors=True)

    def cut_command(self, box, operation, kind, isAtEnd):
        more = self.shimmed(box) if self.shim else {}
        process = subprocess.Popen(
            [self.clout, *(word.replace("../bases", self.bases) for word in operation.arguments)], cwd=box.path,
            env={**box.environment, **more}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        if not isAtEnd:
            time.sleep(operation.moment * random.uniform(0.8, 1.3))
            process.kill()
        return process.wait() == 0

    def cut_screen(self, box, operation, kind, isAtEnd):
        mine = kind()
        cockpit = mine.start(box, self.shimmed(box))
        mine.act(cockpit, box)
        if isAtEnd:
            done = screens.await_end(mine, cockpit, 5)
        else:
            time.sleep(random.uniform(0, 0.03))
            done = False
        cockpit.close()
        return done or mine.isKnown


class Broken(Exception):
    pass


def must(result):
    if result.returncode:
        raise SystemExit(f"{' '.join(result.args)} failed undisturbed: {result.stdout[-400:]} {result.stderr[-400:]}")
    return result


def injecting(name, inject):
    # With a filter in the kernel strace 6.1 injects errors, but no signals.
    faster = [] if "signal" in inject else ["--seccomp-bpf"]
    return ["strace", "-f", *faster, "-qq", "-o", "/dev/null", "-e", "trace=" + name, "-e", f"inject={name}:{inject}"]


def difference(wanted, found):
    parts = []
    for what in wanted:
        missing = set(wanted[what]) - set(found[what])
        extra = set(found[what]) - set(wanted[what])
        if missing or extra:
            parts.append(f"{what}: {len(missing)} missing, {len(extra)} too many"
                         + (f", such as {sorted(missing | extra)[0][:150]}" if missing or extra else ""))
    return "; ".join(parts)


def operations():
    files = "../bases/"
    return [
        Operation("import of one campaign", "base", ["import", files + "one.csv", "--into", NAME]),
        Operation("import of ten campaigns", "base", ["import", files + "ten.csv", "--into", NAME]),
        Operation("import of a roster", "base",
                  ["import", files + "roster.csv", "--into", NAME, "--as-of", fixtures.day(-1)]),
        Operation("new session", None,
                  ["import", files + "roster.csv", "--into", NAME, "--as-of", fixtures.day(-1)]),
        Operation("ingest", "base", ["ingest", NAME, files + "rows.csv"], isPartly=True),
        Operation("plan --apply", "base", ["plan", NAME, "--apply", "--campaign", "C5", "--budget", "2k"]),
        Operation("upgrade of format 1", "former", ["import", files + "ten.csv", "--into", NAME]),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clout", nargs="?", default=os.path.join(HERE, "../../.build/debug/clout"))
    parser.add_argument("--quick", action="store_true", help="a sample of each, in about a minute")
    parser.add_argument("--no-sync", action="store_true", help="fsync does nothing: the power cuts must fail")
    parser.add_argument("--only", default="", help="operations whose names match this expression")
    parser.add_argument("--parts", default="calls,opening,cockpit,kills,power,points")
    parser.add_argument("--kills", type=int, help="random kills; by default 200")
    parser.add_argument("--cuts", type=int, help="power cuts; by default 50")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", type=int, default=5, help="failures to print of each kind")
    parser.add_argument("--thorough", action="store_true", help="both errors at each call, and every look after every run")
    parser.add_argument("--verbose", action="store_true", help="say what is going on")
    parser.add_argument("--keep", action="store_true", help="keep the sessions that failed")
    options = parser.parse_args()
    options.kills = options.kills or (20 if options.quick else 200)
    options.cuts = options.cuts or (10 if options.quick else 50)
    clout = os.path.abspath(options.clout)
    if not os.access(clout, os.X_OK):
        raise SystemExit(f"{clout} isn't there: swift build, or name it")
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) and not options.keep else None
    if not place:
        print("note: /dev/shm can't be written, so this goes to the disk and takes longer")
    work = tempfile.mkdtemp(prefix="clout-faults-", dir=place)
    began = time.time()
    suite = Suite(clout, work, options)
    try:
        run(suite, options)
    finally:
        Cockpit.stop_server()
        if not options.keep:
            shutil.rmtree(work, ignore_errors=True)
    report(suite, began)


def run(suite, options):
    suite.make_bases()
    parts = set("power,points".split(",") if options.no_sync else options.parts.split(","))
    chosen = [operation for operation in operations() if re.search(options.only, operation.name)]
    for operation in chosen:
        suite.prepare(operation)
    if parts & {"calls", "opening", "points"} and not shutil.which("strace"):
        suite.skip("no strace: no faults at system calls (apt-get install strace)")
        parts -= {"calls", "opening", "points"}
    for operation in chosen:
        if "calls" in parts:
            suite.strace_operation(operation)
        if "opening" in parts:
            suite.opening(operation)
        if "points" in parts:
            suite.points(operation)
    if parts & {"cockpit", "power"} and not shutil.which("tmux"):
        suite.skip("no tmux: nothing is tried in the cockpit (apt-get install tmux)")
    elif "cockpit" in parts and suite.shim:
        for kind in screens.ALL:
            if re.search(options.only, kind.name):
                suite.cockpit(kind)
    if "power" in parts:
        suite.power(chosen)
    if "kills" in parts and chosen:
        share = -(-options.kills // len(chosen))
        for operation in chosen:
            suite.random_kills(operation, share)


def report(suite, began):
    head = ("operation", "faults", "runs", "old", "new", "failures")
    rows = [(name, kind, str(row["runs"]), str(row["old"]), str(row["new"]), str(row["failures"]))
            for (name, kind), row in suite.table.items()]
    total = sum((row for row in suite.table.values()), collections.Counter())
    rows.append(("all", "", *(str(total[key]) for key in ("runs", "old", "new", "failures"))))
    widths = [max(len(row[n]) for row in [head, *rows]) for n in range(len(head))]
    print()
    for row in [head, *rows]:
        print("  ".join(cell.ljust(width) if n < 2 else cell.rjust(width)
                        for n, (cell, width) in enumerate(zip(row, widths))))
    for why in suite.skipped:
        print(f"SKIPPED: {why}")
    print(f"{time.time() - began:.0f} s")
    reasons = collections.Counter(re.sub(r"\d+", "N", failure)[:160] for *_, failure in suite.failures)
    for reason, count in reasons.most_common(20):
        print(f"{count} × {reason}")
    sys.exit(1 if suite.failures else 0)


if __name__ == "__main__":
    main()
