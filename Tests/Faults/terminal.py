"""Clout's cockpit in tmux: types, and reads the screen."""

import os
import signal
import subprocess
import threading
import time


class Cockpit:
    socket = f"clout-faults-{os.getpid()}"
    started = False
    lock = threading.Lock()

    @classmethod
    def tmux(cls, *arguments):
        return subprocess.run(
            ["tmux", "-L", cls.socket, "-f", "/dev/null", *arguments], capture_output=True, text=True).stdout

    @classmethod
    def start_server(cls):
        with cls.lock:
            if not cls.started:
                cls.really_start()
            cls.started = True

    @classmethod
    def really_start(cls):
        cls.tmux("new-session", "-d", "-x", "130", "-y", "36", "sleep 100000", ";", "set", "-g", "remain-on-exit", "on",
                 ";", "set", "-s", "escape-time", "0")

    @classmethod
    def stop_server(cls):
        if cls.started:
            cls.tmux("kill-server")

    def __init__(self, command, environment, folder):
        self.start_server()
        words = [f"{key}={value}" for key, value in environment.items()]
        out = self.tmux("new-window", "-d", "-P", "-F", "#{pane_id} #{pane_pid}", "-c", folder, "env",
                        "LC_ALL=C.UTF-8", "TERM=screen-256color", *words, *command).split()
        self.pane, self.pid = out[0], int(out[1])

    def screen(self):
        return self.tmux("capture-pane", "-p", "-t", self.pane)

    def top(self):
        return self.screen().split("\n")[0]

    def press(self, *keys):
        self.tmux("send-keys", "-t", self.pane, *keys)

    def is_over(self):
        return self.tmux("display", "-p", "-t", self.pane, "#{pane_dead}").strip() != "0"

    def wait(self, condition, seconds=10.0):
        """The screen once it is as wanted; None if the program is over or that never happens."""
        end = time.time() + seconds
        while time.time() < end:
            text = self.screen()
            if condition(text):
                return text
            if self.is_over():
                text = self.screen()
                return text if condition(text) else None
            time.sleep(0.004)
        return None

    def kill(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        for _ in range(500):
            if self.is_over():
                return
            time.sleep(0.002)

    def close(self):
        self.kill()
        self.tmux("kill-pane", "-t", self.pane)
