"""Cuts the power: an ext4 on a loop device whose image is copied at a moment, without what was never synced."""

import os
import shutil
import subprocess
import tempfile


def quiet(*command):
    return subprocess.run(command, capture_output=True, text=True)


class Disk:
    """A mounted ext4 that writes nothing to its image by itself within minutes."""

    def __init__(self, image, mount):
        self.image, self.mount = image, mount
        os.makedirs(mount, exist_ok=True)
        result = quiet("mount", "-o", "loop,commit=600", "-t", "ext4", image, mount)
        if result.returncode:
            raise OSError(f"mount: {result.stderr.strip()}")

    @staticmethod
    def why_not(work):
        """Why no disk can be made here; None if one can."""
        for tool in ("mkfs.ext4", "mount", "umount"):
            if not shutil.which(tool, path=os.environ["PATH"] + ":/sbin:/usr/sbin"):
                return f"no {tool} (apt-get install e2fsprogs mount)"
        if os.geteuid():
            return "a loop device needs root (run it as root, or in a virtual machine)"
        try:
            disk = Disk.make(tempfile.mkdtemp(dir=work))
        except OSError as error:
            return str(error)
        disk.unmount()
        return None

    @staticmethod
    def make(folder):
        image = folder + "/disk.img"
        with open(image, "w") as file:
            file.truncate(24 << 20)
        tool = shutil.which("mkfs.ext4", path=os.environ["PATH"] + ":/sbin:/usr/sbin")
        result = quiet(tool, "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", image)
        if result.returncode:
            raise OSError(f"mkfs.ext4: {result.stderr.strip()}")
        return Disk(image, folder + "/mount")

    def sync(self):
        quiet("sync", "-f", self.mount)

    def cut(self):
        """What the disk would hold after a power cut now, mounted anew."""
        image = self.image + ".cut"
        shutil.copyfile(self.image, image)
        return Disk(image, self.mount + ".cut")

    def unmount(self):
        if quiet("umount", self.mount).returncode:
            quiet("umount", "-l", self.mount)
