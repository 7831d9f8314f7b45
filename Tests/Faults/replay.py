"""Plays a trace again as the least that a disk may have kept of it: what was never synced is gone.

Stricter than any one file system: a file's data are there only after its own sync, a name only after its folder's.
"""

import os
import re

CALLS = "openat,write,pwrite64,fsync,fdatasync,lseek,ftruncate,rename,renameat2,unlink,unlinkat,mkdir,rmdir,close"


class File:
    def __init__(self, data=b""):
        self.data, self.synced = bytearray(data), bytes(data)


class Replay:
    """A session's folder, call by call."""

    def __init__(self, base, name, parent):
        self.parent = parent
        self.name = name
        self.files = {}
        self.folders = {""} if base else set()
        self.open = {}
        # Changes of names: (folders, what to do to the tree), durable once one of the folders is synced.
        self.changes = []
        self.start = (dict(), set())
        if base:
            for folder, inner, files in os.walk(base):
                at = os.path.relpath(folder, base)
                at = "" if at == "." else at
                self.folders.add(at)
                for file in files:
                    with open(os.path.join(folder, file), "rb") as handle:
                        self.files[os.path.join(at, file)] = File(handle.read())
            self.start = (dict(self.files), set(self.folders))
        self.now = (dict(self.files), set(self.folders))

    def inside(self, path):
        """The path within the session; None outside."""
        parts = path.split("/")
        if self.name not in parts:
            return None
        return "/".join(part for part in parts[parts.index(self.name) + 1:] if part)

    @staticmethod
    def apply(tree, change):
        files, folders = tree
        kind, *rest = change
        if kind == "create":
            files[rest[0]] = rest[1]
        elif kind == "mkdir":
            folders.add(rest[0])
        elif kind == "rename":
            files.pop(rest[0], None)
            files[rest[1]] = rest[2]
        elif kind == "exchange":
            files[rest[0]], files[rest[1]] = rest[3], rest[2]
        elif kind == "unlink":
            files.pop(rest[0], None)
        elif kind == "rmdir":
            folders.discard(rest[0])

    def change(self, folders, *change):
        self.changes.append([set(folders), change, False])
        self.apply(self.now, change)

    def call(self, name, arguments, result):
        """Takes in a call that succeeded. True if it changed something."""
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in re.findall(r'"((?:\\x[0-9a-f]{2})*)"', arguments)]
        if name in ("openat", "rename", "renameat2", "unlink", "unlinkat", "mkdir", "rmdir"):
            path = self.inside(texts[0].decode())
            if path is None:
                return False
            folder = os.path.dirname(path)
            files = self.now[0]
            if name == "openat":
                if path not in files and path not in self.now[1] and "O_CREAT" in arguments:
                    self.change([folder], "create", path, File())
                file = files.get(path)
                self.open[result] = [path, file, "O_APPEND" in arguments, 0]
                if file and "O_TRUNC" in arguments:
                    file.data.clear()
                return "O_CREAT" in arguments
            if name == "mkdir":
                self.change([folder] if path else ["(above)"], "mkdir", path)
            elif name == "rmdir" or "AT_REMOVEDIR" in arguments:
                self.change([folder], "rmdir", path)
            elif name.startswith("unlink"):
                self.change([folder], "unlink", path)
            else:
                target = self.inside(texts[1].decode())
                folders = [folder, os.path.dirname(target)]
                if "RENAME_EXCHANGE" in arguments:
                    self.change(folders, "exchange", path, target, files[path], files[target])
                else:
                    self.change(folders, "rename", path, target, files[path])
            return True
        number = int(re.match(r"\d+", arguments)[0])
        where = re.match(r"\d+<([^>]*)>", arguments)
        if name == "close":
            self.open.pop(number, None)
            return False
        opened = self.open.get(number)
        if opened is None:
            if name == "fsync" and where and self.above(where[1]):
                self.sync_folder("(above)")
                return True
            return False
        path, file, appends, position = opened
        if name == "lseek":
            opened[3] = result
            return False
        if name in ("fsync", "fdatasync"):
            if file:
                file.synced = bytes(file.data)
            else:
                self.sync_folder(path)
        elif name in ("write", "pwrite64"):
            at = len(file.data) if appends else int(arguments.rsplit(",", 1)[1]) if name == "pwrite64" else position
            data = texts[0][:result]
            if at > len(file.data):
                file.data.extend(b"\0" * (at - len(file.data)))
            file.data[at:at + len(data)] = data
            if name == "write":
                opened[3] = at + len(data)
        elif name == "ftruncate":
            size = int(arguments.rsplit(",", 1)[1])
            del file.data[size:]
            file.data.extend(b"\0" * (size - len(file.data)))
        return True

    def above(self, path):
        return bytes.fromhex(path.replace("\\x", "")).decode() == os.path.realpath(self.parent)

    def sync_folder(self, path):
        for change in self.changes:
            if path in change[0]:
                change[2] = True

    def write(self, target, luck=None):
        """What a power cut now leaves. `luck` decides what else got to the disk; without it nothing did."""
        tree = (dict(self.start[0]), set(self.start[1]))
        prefix = luck.randint(0, len(self.changes)) if luck else 0
        for at, (_, change, isDurable) in enumerate(self.changes):
            if isDurable or at < prefix:
                self.apply(tree, change)
        files, folders = tree
        if "" not in folders:
            return
        for folder in sorted(folders):
            if all(part in folders for part in self.parents(folder)):
                os.makedirs(os.path.join(target, folder), exist_ok=True)
        for path, file in files.items():
            if os.path.isdir(os.path.join(target, os.path.dirname(path))):
                with open(os.path.join(target, path), "wb") as handle:
                    handle.write(self.kept(file, luck))

    @staticmethod
    def parents(folder):
        parts = folder.split("/")
        return ["/".join(parts[:n]) for n in range(1, len(parts))]

    @staticmethod
    def kept(file, luck):
        if not luck or file.synced == file.data:
            return file.synced
        data = bytes(file.data)
        if data.startswith(file.synced):
            # Of what was added any part may be there, and zeros instead of the rest.
            end = luck.randint(len(file.synced), len(data))
            return data[:end] + (b"\0" * (len(data) - end) if luck.random() < 0.3 else b"")
        return luck.choice([file.synced, data])


def read(trace):
    """The calls of a trace that succeeded: (name, arguments, result)."""
    waiting = {}
    for line in open(trace, errors="replace"):
        match = re.match(r"(\d+) +(.*)", line.rstrip("\n"))
        if not match:
            continue
        process, text = match.groups()
        if text.endswith("<unfinished ...>"):
            waiting[process] = text[:-len("<unfinished ...>")]
            continue
        resumed = re.match(r"<\.\.\. \w+ resumed>(.*)", text)
        if resumed:
            text = waiting.pop(process, "") + resumed[1]
        call = re.match(r"(\w+)\((.*)\) += (\d+)", text)
        if call:
            yield call[1], call[2], int(call[3])
