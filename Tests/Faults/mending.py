"""Repairs and merges: what they start from, and what must be true after a fault.

A session that is being repaired has no whole old state. So after a fault it must be either as a whole repair leaves it,
or still be called damaged; then another repair must bring it there. And of every file that was there each line must
still be somewhere in the folder.
"""

import json
import os
import shutil
import subprocess

import fixtures

NAME = "s.clout"
# Nothing of a person's is in them.
OWN = {"lock", "commit.lock", "view.json", ".lock", "end.json"}


class Broken(Exception):
    pass


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def lines(folder):
    found = {}
    for at, _, names in os.walk(folder):
        for name in names:
            if name in OWN:
                continue
            path = os.path.join(at, name)
            for line in read(path).split(b"\n"):
                if line.strip():
                    found.setdefault(line, os.path.relpath(path, folder))
    return found


# -- Damage


def identity(session):
    return json.loads(read(session + "/session.json"))["session"]


def metrics(session, campaign, isLive=False):
    folder = f"{session}/metrics/{campaign}"
    return [f"{folder}/{name}" for name in sorted(os.listdir(folder)) if (".live." in name) == isLive]


def journal(session):
    path = session + "/.state/journal-1.jsonl"
    return path, read(path)


def fee(session, number, amount, at):
    row = next(row for row in json.loads(read(session + "/roster.json"))["influencers"] if row["id"] == number)
    return {"at": at, "by": "faults", "title": f"fee of {number}", "edit": {"influencer": dict(row, fee=amount)},
            "undo": {"influencer": row}}


def damage_files(session, other):
    """Broken lines everywhere, a number twice, a lost file, strays, and a transaction that nobody knows."""
    path, text = journal(session)
    next_number = text.count(b"\n") + 1
    at = 1 + max(change_time(line) for line in text.split(b"\n") if line)
    records = [fixtures.record(next_number + n, "change", fee(session, n + 1, 4000 + n, at + n)) for n in range(4)]
    records[2] = records[2].replace("4002", "4992")
    write(path, text + "".join(records).encode())
    roster = read(session + "/roster.json").split(b"\n")
    roster[5] = roster[5][:40]
    write(session + "/roster.json", b"\n".join(roster))
    campaigns = read(session + "/campaigns.json").split(b"\n")
    booking = next(n for n, line in enumerate(campaigns) if line.startswith(b'{"id": 2, "campaign"'))
    campaigns.insert(booking, campaigns[booking].replace(b'"fee": 24000', b'"fee": 25000'))
    write(session + "/campaigns.json", b"\n".join(campaigns))
    whole = metrics(session, 1)
    broken = read(whole[-1]).split(b"\n")
    broken[3] = broken[3][:25] + b"?"
    write(whole[-1], b"\n".join(broken))
    live = metrics(session, 2, True)[0]
    grown = read(live).split(b"\n")
    grown[2] = b"{torn" + grown[2][20:]
    write(live, b"\n".join(grown))
    os.remove(metrics(session, 3)[0])
    write(session + "/metrics/1/notes.txt", b"not a measurement\n")
    shutil.copy2(metrics(other, 1)[0], session + "/metrics/1/")
    write(session + "/.state/tmp/1700000000000000/roster.json", b"[\nnobody knows this\n]\n")


def damage_owner(session, other):
    """Files of another session, with our own set aside, and one that is missing."""
    for name in ("session.json", "roster.json"):
        write(f"{session}/.state/kept/17-{name}", read(f"{session}/{name}"))
    write(session + "/session.json", read(other + "/session.json"))
    os.remove(session + "/roster.json")
    shutil.copy2(metrics(other, 2)[0], session + "/metrics/2/")


def damage_journal(session, other):
    """A journal and a document of another session."""
    shutil.copy2(journal(other)[0], session + "/.state/journal-2.jsonl")
    write(session + "/.state/kept/17-campaigns.json", read(session + "/campaigns.json"))
    write(session + "/campaigns.json", read(other + "/campaigns.json"))


def damage_former(session, other):
    """Format 1 with a broken record and a broken line of its journal."""
    path = session + "/journal.jsonl"
    text = read(path)
    row = {"id": 2, "handle": "creator2", "platform": "instagram", "followers": 8100, "fee": 5}
    write(path, text + fixtures.record(3, "edit", {"influencer": row}).replace("8100", "8200").encode()
          + fixtures.record(4, "edit", {"influencer": row}).encode())
    roster = read(session + "/roster.json").split(b"\n")
    roster[4] = roster[4][:30]
    write(session + "/roster.json", b"\n".join(roster))


def change_time(line):
    record = json.loads(line)
    return next((record[kind].get("at", 0) for kind in ("change", "save", "discard") if kind in record), 0)


def make_bases(bases, run):
    """`run(session, arguments…)` is Clout."""
    for name in ("mine", "other"):
        path = f"{bases}/{name}.clout"
        fixtures.former(path, 5)
        run("import", bases + "/first.csv", "--into", path)
        run("import", bases + "/one.csv", "--into", path)
        run("ingest", path, bases + "/rows.csv")
    for name, damage in (("files", damage_files), ("owner", damage_owner), ("journal", damage_journal)):
        path = f"{bases}/broken-{name}.clout"
        shutil.copytree(bases + "/mine.clout", path)
        damage(path, bases + "/other.clout")
    fixtures.former(bases + "/broken-former.clout", 5)
    damage_former(bases + "/broken-former.clout", None)
    roster = read(bases + "/mine.clout/roster.json")
    folder = bases + "/merge.clout"
    write(folder + "/base.json", roster)
    write(folder + "/ours.json", roster.replace(b'"fee": 20000', b'"fee": 21000'))
    write(folder + "/theirs.json", roster.replace(b'"fee": 30000', b'"fee": 31000'))
    make_repository(bases)


def git(place, *words, environment=None):
    return subprocess.run(
        ["git", "-c", "user.name=faults", "-c", "user.email=f@example.com", *words], cwd=place, capture_output=True,
        text=True, env={**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
                        **(environment or {})})


def make_repository(bases):
    """Two branches that changed neighbouring lines of the roster and of the campaigns."""
    place = bases + "/repository"
    shutil.copytree(bases + "/mine.clout", f"{place}/{NAME}")
    git(place, "init", "-q", "-b", "main")
    git(place, "add", "-A")
    git(place, "commit", "-q", "-m", "base")
    for branch, figures in (("theirs", (b"31000", b"600000")), ("main", (b"21000", b"700000"))):
        git(place, "checkout", "-q", *([] if branch == "main" else ["-b"]), branch)
        old = b"30000" if branch == "theirs" else b"20000"
        roster = read(f"{place}/{NAME}/roster.json")
        write(f"{place}/{NAME}/roster.json", roster.replace(b'"fee": ' + old, b'"fee": ' + figures[0]))
        campaigns = read(f"{place}/{NAME}/campaigns.json").split(b"\n")
        at = next(n for n, line in enumerate(campaigns)
                  if line.startswith(b'{"id": %d, "name"' % (3 if branch == "theirs" else 2)))
        campaigns[at] = campaigns[at].replace(b'"budget": 500000', b'"budget": ' + figures[1])
        write(f"{place}/{NAME}/campaigns.json", b"\n".join(campaigns))
        git(place, "commit", "-q", "-a", "-m", branch)


# -- Operations


class Repair:
    isPartly = False
    old = new = None

    def __init__(self, what, base):
        self.name, self.base = "repair of " + what, base
        self.arguments = ["repair", NAME]

    def once(self, box, under=(), more=None):
        result = box.run(*self.arguments, under=under, more=more)
        # The session is sound, and what is lost was said.
        if result.returncode == 1 and "is sound" in result.stdout and "Lost: " in result.stdout:
            result.returncode = 0
        return result

    def prepare(self, suite, box):
        self.before = lines(box.session)
        if box.run("check", box.session).returncode == 0:
            raise SystemExit(f"{self.name}: there is nothing to repair")

    def verify(self, suite, box, acknowledged, label):
        """True if the repair is whole already."""
        self.verify_kept(box)
        check = box.run("check", box.session)
        if check.returncode == 0:
            if suite.contents(box) != self.new:
                raise Broken("check is content, but that isn't what a whole repair leaves")
        elif acknowledged:
            raise Broken(f"it said mended, but check: {check.stdout.strip()}")
        again = self.once(box)
        if again.returncode:
            raise Broken(f"it can't be begun again: {again.stdout.strip()} {again.stderr.strip()}")
        if suite.contents(box) != self.new:
            raise Broken("begun again, it leaves something else")
        self.verify_kept(box)
        if suite.chance("look", self.name, label).random() > 0.35 and not suite.options.thorough:
            return check.returncode == 0
        opened, result = suite.open(box)
        if not opened:
            raise Broken(f"it doesn't open for writing: {result.stderr.strip()}")
        if suite.contents(box) != self.new:
            raise Broken("opening changed what is in it")
        return check.returncode == 0

    def verify_kept(self, box):
        there = lines(box.session)
        gone = {line: place for line, place in self.before.items() if line not in there}
        if gone:
            line, place = next(iter(gone.items()))
            raise Broken(f"LOST: {len(gone)} lines, such as of {place}: {line[:120]!r}")


class Merge:
    """The driver alone, on the three files that git gives it."""

    name, base, isPartly = "merge", "merge", False
    old = new = None
    arguments = ["merge", *(f"{NAME}/{name}.json" for name in ("base", "ours", "theirs")), f"{NAME}/roster.json"]

    def once(self, box, under=(), more=None):
        return box.run(*self.arguments, under=under, more=more)

    def prepare(self, suite, box):
        self.files = {name: read(f"{box.session}/{name}") for name in ("base.json", "ours.json", "theirs.json")}

    def finish(self, box):
        self.merged = read(box.session + "/ours.json")
        if b"21000" not in self.merged or b"31000" not in self.merged:
            raise SystemExit("the merge undisturbed lacks a side")

    def verify(self, suite, box, acknowledged, label):
        for name in ("base.json", "theirs.json"):
            if read(f"{box.session}/{name}") != self.files[name]:
                raise Broken(f"{name} was changed")
        ours = read(box.session + "/ours.json")
        if ours not in (self.files["ours.json"], self.merged):
            raise Broken("neither our version nor the merged one")
        if acknowledged and ours != self.merged:
            raise Broken("it said merged, but it isn't")
        again = self.once(box)
        if again.returncode or read(box.session + "/ours.json") != self.merged:
            raise Broken(f"it doesn't work again: {again.stderr.strip()}")
        return ours == self.merged


class GitMerge:
    """git merge, with a driver that fails or is killed by shim.c."""

    name, base, isPartly, arguments = "git merge", None, False, None

    def __init__(self, suite):
        self.suite = suite

    def place(self, box):
        shutil.copytree(self.suite.bases + "/repository", box.path, symlinks=True, dirs_exist_ok=True)
        # What the machine had open before the merge.
        shutil.copytree(self.suite.bases + "/mine.clout/.state", box.session + "/.state", dirs_exist_ok=True)

    def merge(self, box, more):
        words = [f"{key}={value}" for key, value in {**box.environment, **more}.items()]
        driver = f"env {' '.join(words)} {self.suite.clout} merge %O %A %B %P"
        return git(box.path, "-c", "merge.clout.driver=" + driver, "merge", "--no-edit", "theirs")

    def head(self, box):
        return git(box.path, "rev-parse", "HEAD").stdout

    def prepare(self, box):
        self.place(box)
        self.before = self.head(box)
        self.old = self.suite.contents(box)

    def verify(self, box, result):
        """True if it was merged."""
        if result.returncode == 0:
            if self.suite.contents(box) != self.new:
                raise Broken("git says merged, but a side is missing")
            return True
        if self.head(box) != self.before:
            raise Broken("git says that it failed, and yet committed")
        git(box.path, "merge", "--abort")
        if git(box.path, "diff", "HEAD", "--quiet").returncode:
            raise Broken("given up, something of it stays")
        if self.suite.contents(box) != self.old:
            raise Broken("given up, the session isn't as before")
        again = self.merge(box, {})
        if again.returncode or self.suite.contents(box) != self.new:
            raise Broken(f"it doesn't work again: {again.stdout.strip()} {again.stderr.strip()}")
        return False


REPAIRS = [("broken files", "broken-files"), ("another's files", "broken-owner"),
           ("another's journal", "broken-journal"), ("format 1", "broken-former")]
