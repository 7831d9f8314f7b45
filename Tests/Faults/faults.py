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
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import fixtures
import mending
from mending import Broken
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

    def chance(self, *words):
        """Random numbers that are the same in every run with the same seed, whatever the order."""
        return random.Random("/".join(map(str, (self.options.seed, *words))))

    def sample(self, jobs, most, what):
        """So many of the jobs, and says so."""
        if len(jobs) <= most or self.options.thorough:
            return jobs
        print(f"SAMPLED: {what}: {most} of {len(jobs)} (seed {self.options.seed})", flush=True)
        return self.chance("sample", what).sample(jobs, most)

    def verify(self, box, operation, acknowledged, label=""):
        """What is wrong with a session after a fault; and whether it holds the new state."""
        if hasattr(operation, "verify"):
            return operation.verify(self, box, acknowledged, label)
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
        isThorough = self.chance("look", operation.name, label).random() < 0.35 or self.options.thorough
        before = self.contents(box) if isThorough else None
        opened, result = self.open(box)
        if not opened:
            raise Broken(f"it doesn't open for writing: {result.stderr.strip()}")
        check = box.run("check", box.session)
        if check.returncode:
            raise Broken(f"check: {check.stdout.strip()} {check.stderr.strip()}")
        for line in check.stdout.splitlines():
            if getattr(operation, "isMerged", False):
                continue
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
            isNew = self.verify(box, operation, acknowledged, f"{kind} {label}")
        except (Broken, ValueError, OSError) as error:
            failure = str(error)
        if not hasattr(operation, "verify") and refused and isNew and operation.old != operation.new and not acknowledged and failure is None:
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
        mending.make_bases(self.bases, lambda *words: must(box.run(*words)))
        self.day = fixtures.day(-1)
        self.feedStart = len(self.contents(box)["measurements"]) + 5
        box.remove()

    def prepare(self, operation):
        """Does it once undisturbed."""
        box = Box(self, operation.base)
        if hasattr(operation, "verify"):
            operation.prepare(self, box)
        else:
            operation.old = self.contents(box) if operation.base else None
        began = time.time()
        must(operation.once(box))
        operation.moment = (time.time() - began) * 0.7
        if operation.name == "merge":
            operation.finish(box)
            box.remove()
            return
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
        # Of a repair all, since every file is touched in another way.
        most = 60 if self.options.quick else 1000 if isinstance(operation, mending.Repair) else self.options.most
        jobs = self.sample(jobs, most, f"calls of {operation.name}")
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
        box = Box(self, operation.base)
        calls = self.calls(box, lambda under: must(operation.once(box, under)))
        kills = [call[:2] for call in calls if call[0] in ("rename", "renameat2", "rmdir", "unlink", "fsync")]
        stopped = [box]
        for name, number in kills[::-1][:12]:
            box = Box(self, operation.base)
            self.kill_at(operation, box, name, number)
            stopped.append(box)
        self.open_with_faults(operation, stopped)

    def open_with_faults(self, operation, stopped, isAcknowledged=False, isMerged=False):
        """Chooses the session whose opening has most to do, and lets that opening fail at each call."""
        best = None
        for box in stopped:
            if not os.path.exists(box.session + "/session.json"):
                continue
            copy = Box(self, None)
            shutil.copytree(box.session, copy.session, symlinks=True)
            found = self.calls(copy, lambda under: self.open(copy, under))
            copy.remove()
            try:
                here = self.contents(box)
            except Broken:
                # A repair that was stopped half-way; that it can be begun again is looked at elsewhere.
                continue
            changing = len([call for call in found if call[2]])
            if best is None or changing > best[0]:
                best = (changing, box, found, here)
        if best:
            _, box, found, here = best
            target = Operation("opening after " + operation.name, operation.base, None, operation.isPartly)
            target.isMerged = isMerged
            # What is there now must stay.
            target.old = target.new = here
            if here not in (operation.old, operation.new) and not operation.isPartly:
                self.count(target.name, "stopped", "neither old nor new")
            jobs = self.sample(
                list(self.plan(found)), 30 if self.options.quick else self.options.most_openings, target.name)
            self.each(self.opening_run, [(target, box, *job) for job in jobs])
        for box in stopped:
            box.remove()

    def kill_at(self, operation, box, name, number):
        operation.once(box, injecting(name, f"signal=KILL:when={number}"))

    def opening_run(self, target, stopped, name, number, kind, inject):
        box = Box(self, None)
        shutil.copytree(stopped.session, box.session, symlinks=True)
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
        most = 0 if self.options.no_sync else 20 if self.options.quick else self.options.most_points
        kept = [] if most == 0 else self.sample(jobs[:-1], most, f"power cuts at calls of {operation.name}")
        for job in jobs[:-1]:
            if job not in kept:
                job[1].remove()
        jobs = kept + jobs[-1:]
        box.remove()
        self.each(self.point, jobs)

    def point(self, operation, box, isLucky, isLast):
        words = "power cut at each call, " + ("some kept" if isLucky else "nothing kept")
        self.judge(box, operation, words, "", isLast)

    # -- Kills within the writing window

    def window(self, operation):
        """The call that begins to write the change, and how many microseconds all calls from there on take."""
        spans = []
        for _ in range(3):
            box = Box(self, operation.base)
            # As slow as with a kill to come.
            self.armed(box, 1, "after", 60_000_000)
            must(operation.once(box, more=self.shimmed(box)))
            log = self.logged(box)
            first = next((line for line in log if re.search("/tmp/|journal|/metrics/", line[3])), log[0])
            spans.append((first[0], log[-1][1] - first[1] + 500))
            box.remove()
        return sorted(spans, key=lambda span: span[1])[1]

    def logged(self, box):
        """Number, microseconds, name and path of each change."""
        with open(box.path + "/log") as file:
            found = [line.rstrip("\n").split(" ", 3) for line in file]
        return [(int(number), int(at), name, path) for number, at, name, path in found]

    def window_kills(self, operation, runs):
        """Kills at random between the first write of a change and the last."""
        first, length = self.window(operation)
        print(f"window of {operation.name}: {length / 1000:.1f} ms from its first write to its last call", flush=True)
        self.each(self.window_kill, [(operation, first, length, n) for n in range(runs)])

    def window_kill(self, operation, first, length, n):
        chance = self.chance("kill", operation.name, n)
        for _ in range(20):
            box = Box(self, operation.base)
            self.armed(box, first, "after", int(length * chance.random()))
            result = operation.once(box, more=self.shimmed(box))
            # Over before the kill came: that isn't one.
            if result.returncode < 0:
                break
            box.remove()
        else:
            self.count(operation.name, "killed in the window", "it was always over before the kill")
            return
        self.judge(box, operation, "killed in the window", f"kill {n}", False)

    def window_kill_screen(self, kind, known, first, length, n):
        operation = kind()
        operation.old, operation.new = known.old, known.new
        box = Box(self, operation.base)
        try:
            cockpit = operation.start(box, self.shimmed(box))
        except OSError as problem:
            self.count(operation.name, "killed in the window", str(problem))
            return
        self.armed(box, first, "after", int(length * self.chance("kill", kind.name, n).random()))
        operation.act(cockpit, box)
        isDone = screens.await_end(operation, cockpit, 5, isKill=True)
        cockpit.close()
        self.judge(box, operation, "killed in the window", f"kill {n}", isDone or operation.isKnown)

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
        self.armed(box, 1, "after", 60_000_000)
        operation.act(cockpit, box)
        if not screens.await_end(operation, cockpit, 5):
            raise SystemExit(f"{operation.name} never gets done undisturbed:\n{cockpit.screen()}")
        cockpit.close()
        operation.new = self.contents(box)
        if operation.isKnown:
            operation.old = operation.new
        log = self.logged(box)
        box.remove()
        operation.window = (log[0][0], log[-1][1] - log[0][1] + 500)
        return [(number, name) for number, _, name, _ in log]

    def cockpit(self, kind):
        operation = kind()
        calls = self.prepare_screen(operation)
        jobs = []
        for number, name in calls:
            for mode in ("once", "on"):
                jobs += [(kind, operation, number, name, mode, error) for error in self.errors(mode)]
            jobs.append((kind, operation, number, name, "kill", "EIO"))
            if name == "write":
                jobs.append((kind, operation, number, name, "torn", "EIO"))
        if self.options.quick:
            jobs = self.sample(jobs, 15, operation.name)
        self.each(self.cockpit_run, jobs)

    def cockpit_opening(self, kind):
        """Stops the change at its calls, and lets the opening after it fail everywhere."""
        operation = kind()
        calls = self.prepare_screen(operation)
        places = [(number, "torn" if name == "write" else "kill") for number, name in calls
                  if name in ("write", "fdatasync", "fsync", "rename", "renameat2", "unlink", "rmdir")]
        places = self.sample(places, 4 if self.options.quick else 12, f"places to stop {operation.name} at")
        stopped = []
        self.each(self.stop_screen, [(kind, stopped, number, mode) for number, mode in [*places, (0, "none")]])
        done = [box for box, mode in stopped if mode == "none"]
        halves = [box for box, mode in stopped if mode != "none"]
        self.open_with_faults(operation, halves)
        # Said to be on disk, whatever happens to the opening.
        for box in done:
            if self.contents(box) != operation.new:
                self.count("opening after " + operation.name, "stopped", "LOST, though acknowledged")
        finished = Operation(operation.name + ", done", operation.base, None, operation.isPartly)
        finished.old, finished.new = operation.old, operation.new
        self.open_with_faults(finished, done)

    def stop_screen(self, kind, stopped, number, mode):
        operation = kind()
        box = Box(self, operation.base)
        cockpit = operation.start(box, self.shimmed(box))
        self.armed(box, number, mode)
        operation.act(cockpit, box)
        isDone = screens.await_end(operation, cockpit, 5, isKill=mode != "none")
        cockpit.close()
        if mode == "none" and not isDone:
            raise SystemExit(f"{kind.name} never gets done undisturbed")
        with self.lock:
            stopped.append((box, mode))

    def cockpit_run(self, kind, known, number, name, mode, error):
        operation = kind()
        operation.old, operation.new = known.old, known.new
        box = Box(self, operation.base)
        label = f"{error} at change {number}, {name}"
        words = {"once": "once", "on": "for good", "kill": "killed", "torn": "killed in a write"}[mode]
        try:
            cockpit = operation.start(box, self.shimmed(box))
        except OSError as problem:
            self.count(operation.name, words, str(problem), label)
            return
        self.armed(box, number, mode, ERRNO[error])
        operation.act(cockpit, box)
        isDone = screens.await_end(operation, cockpit, 2, isKill=mode in ("kill", "torn"))
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

    # -- git merge

    def git_merge(self):
        operation = mending.GitMerge(self)
        box = Box(self, None)
        operation.prepare(box)
        self.armed(box)
        result = operation.merge(box, {**self.shimmed(box), "FAULTS_PATH": "merge_file", "FAULTS_ARM": box.path + "/arm"})
        if result.returncode:
            raise SystemExit(f"git merge undisturbed: {result.stdout} {result.stderr}")
        operation.new = self.contents(box)
        if operation.new == operation.old:
            raise SystemExit("git merge changes nothing")
        calls = self.logged(box)
        os.remove(box.path + "/log")
        jobs = [(operation, number, name, mode, error) for number, _, name, _ in calls
                for mode, error in (("once", "ENOSPC"), ("on", "EIO"), ("kill", "EIO"), ("torn", "EIO"))
                if mode != "torn" or name == "write"]
        self.each(self.git_run, jobs)
        self.open_with_faults(operation, [box], isMerged=True)

    def git_run(self, operation, number, name, mode, error):
        box = Box(self, None)
        operation.place(box)
        self.armed(box, number, mode, ERRNO[error])
        words = {"once": "once", "on": "for good", "kill": "killed", "torn": "killed in a write"}[mode]
        failure, isNew = None, False
        try:
            isNew = operation.verify(
                box, operation.merge(box, {**self.shimmed(box), "FAULTS_PATH": "merge_file"}))
        except (Broken, ValueError, OSError) as problem:
            failure = str(problem)
        self.count(operation.name, words, failure, f"{error} at change {number}, {name}", isNew)
        box.remove()

    # -- Without syncs the campaign must fail

    def blind(self, chosen):
        """Lets fsync and fdatasync do nothing. Every power cut after "done" must be found out."""
        mine = (self.table, self.failures, self.options)
        self.table, self.failures, self.options = collections.OrderedDict(), [], argparse.Namespace(
            **{**vars(self.options), "no_sync": True, "show": 0, "cuts": 2 * len(chosen)})
        try:
            if shutil.which("strace"):
                for operation in chosen:
                    self.points(operation)
            if self.shim:
                self.power(chosen, isAlwaysAtEnd=True)
            rows = list(self.table.items())
        finally:
            self.table, self.failures, self.options = mine
        for (name, kind), row in rows:
            found = row["failures"]
            failure = None
            if found < row["runs"]:
                failure = f"fsync did nothing, and {row['runs'] - found} of {row['runs']} power cuts went unnoticed"
            self.count("without syncs: " + name, f"{kind}: {found} of {row['runs']} reported", failure)

    # -- Power cuts

    def power(self, chosen, isAlwaysAtEnd=False):
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
        jobs = [(*every[n % len(every)], isAlwaysAtEnd or n // len(every) % 2 == 0, n)
                for n in range(self.options.cuts)]
        for operation, kind in every:
            if not kind and self.shim:
                operation.window = self.window(operation)
        self.each(self.cut, jobs)

    def cut(self, operation, kind, isAtEnd, n):
        folder = tempfile.mkdtemp(dir=self.work)
        disk = Disk.make(folder)
        box = Box(self, operation.base, place=disk.mount)
        disk.sync()
        words = "power cut when done" if isAtEnd else "power cut in the window"
        done = (self.cut_screen if kind else self.cut_command)(box, operation, kind, isAtEnd, n)
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

    def cut_command(self, box, operation, kind, isAtEnd, n):
        if not self.shim:
            return operation.once(box).returncode == 0
        first, length = operation.window
        delay = 0 if isAtEnd else int(length * self.chance("cut", operation.name, n).random())
        self.armed(box, 0 if isAtEnd else first, "none" if isAtEnd else "after", delay)
        return operation.once(box, more=self.shimmed(box)).returncode == 0

    def cut_screen(self, box, operation, kind, isAtEnd, n):
        mine = kind()
        cockpit = mine.start(box, self.shimmed(box))
        if not isAtEnd:
            first, length = operation.window
            self.armed(box, first, "after", int(length * self.chance("cut", kind.name, n).random()))
        mine.act(cockpit, box)
        done = screens.await_end(mine, cockpit, 5, isKill=not isAtEnd)
        cockpit.close()
        return done or mine.isKnown


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
        *(mending.Repair(*words) for words in mending.REPAIRS),
        mending.Merge(),
        Operation("upgrade of format 1", "former", ["import", files + "ten.csv", "--into", NAME]),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clout", nargs="?", default=os.path.join(HERE, "../../.build/debug/clout"))
    parser.add_argument("--quick", action="store_true", help="a sample of each, in about a minute")
    parser.add_argument("--no-sync", action="store_true", help="fsync does nothing: the power cuts must fail")
    parser.add_argument("--only", default="", help="operations whose names match this expression")
    parser.add_argument("--parts", default="calls,opening,cockpit,cockpit-opening,git,kills,power,points,blind")
    parser.add_argument("--seed", type=int, default=1, help="of everything random")
    parser.add_argument("--most", type=int, default=240, help="faults to try of one operation's calls")
    parser.add_argument("--most-openings", type=int, default=70, help="and of the opening after it")
    parser.add_argument("--most-points", type=int, default=60, help="power cuts at its calls")
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
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        run(suite, options)
    except KeyboardInterrupt:
        suite.skip("everything that comes after this: it was stopped")
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
    if parts & {"calls", "opening", "points", "cockpit-opening"} and not shutil.which("strace"):
        suite.skip("no strace: no faults at system calls (apt-get install strace)")
        parts -= {"calls", "opening", "points", "cockpit-opening"}
    # A driver has no session of its own, and promises nothing about power cuts: git doesn't sync, either.
    sessions = [operation for operation in chosen if operation.name != "merge"]
    # What a repair leaves in the middle isn't whole.
    whole = [operation for operation in sessions if not isinstance(operation, mending.Repair)]
    for operation in chosen:
        if "calls" in parts:
            suite.strace_operation(operation)
    for operation in sessions:
        if "opening" in parts:
            suite.opening(operation)
        if "points" in parts:
            suite.points(operation)
    if "git" in parts and suite.shim and re.search(options.only, "git merge"):
        if shutil.which("git"):
            suite.git_merge()
        else:
            suite.skip("no git: git merge isn't tried (apt-get install git)")
    if parts & {"cockpit", "cockpit-opening", "power"} and not shutil.which("tmux"):
        suite.skip("no tmux: nothing is tried in the cockpit (apt-get install tmux)")
        parts -= {"cockpit", "cockpit-opening"}
    for kind in screens.ALL:
        if suite.shim and re.search(options.only, kind.name):
            if "cockpit" in parts:
                suite.cockpit(kind)
            if "cockpit-opening" in parts and shutil.which("strace"):
                suite.cockpit_opening(kind)
    if "power" in parts:
        suite.power(sessions)
    if "kills" in parts and suite.shim:
        kinds = [kind for kind in screens.ALL if re.search(options.only, kind.name) and shutil.which("tmux")]
        share = -(-options.kills // max(1, len(sessions) + len(kinds)))
        for operation in sessions:
            suite.window_kills(operation, share)
        for kind in kinds:
            known = kind()
            suite.prepare_screen(known)
            print(f"window of {kind.name}: {known.window[1] / 1000:.1f} ms", flush=True)
            suite.each(suite.window_kill_screen, [(kind, known, *known.window, n) for n in range(share)])
    if "blind" in parts and not options.no_sync:
        suite.blind(whole)


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
