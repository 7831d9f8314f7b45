"""What is tried in the cockpit, with keys."""

import re
import time

from terminal import Cockpit


def top(screen):
    return screen.split("\n")[0]


def count(screen):
    match = re.search(r"Measurements (\d+)", screen)
    return int(match[1]) if match else -1


class ScreenOperation:
    """`prepare` is typed undisturbed, `act` with a fault, and `is_done` is what the screen shows once it is on disk."""

    arguments = None
    isPartly = False
    base = "base"
    isKnown = False

    def __init__(self):
        self.old = self.new = None

    def is_refused(self, screen):
        return False

    def start(self, box, more):
        cockpit = Cockpit([box.suite.clout, "open", box.session], {**box.environment, **more}, box.path)
        self.before = None
        if not cockpit.wait(lambda text: "Roster" in text and ("saved" in top(text) or "in journal" in top(text))):
            raise OSError("the cockpit didn't start: " + cockpit.screen())
        self.prepare(cockpit, box)
        return cockpit

    def type_fee(self, cockpit):
        cockpit.press(*["Right"] * 5, "e", "C-u", "4321")
        cockpit.wait(lambda text: "4321" in text)

    def type_measurement(self, cockpit):
        cockpit.press("m", "a")
        cockpit.wait(lambda text: "New measurement" in text)
        cockpit.press("Tab", "Tab", "Tab", "Tab", "https://typed/1", "Tab", "5555")
        cockpit.wait(lambda text: "5555" in text)


class EditFee(ScreenOperation):
    name = "edit of a fee"

    def prepare(self, cockpit, box):
        self.type_fee(cockpit)

    def act(self, cockpit, box):
        cockpit.press("Enter")

    def is_done(self, screen):
        return "in journal" in top(screen)


class TypeMeasurement(ScreenOperation):
    name = "typed measurement"

    def prepare(self, cockpit, box):
        self.type_measurement(cockpit)

    def act(self, cockpit, box):
        cockpit.press("C-s")

    def is_done(self, screen):
        return "in journal" in top(screen)


class Save(ScreenOperation):
    """The change is in the journal before, so it must be there whatever happens."""

    name = "save"
    isKnown = True

    def prepare(self, cockpit, box):
        self.type_measurement(cockpit)
        cockpit.press("C-s")
        cockpit.wait(lambda text: "in journal" in top(text))
        cockpit.press("r")
        cockpit.wait(lambda text: "Handle" in text)
        self.type_fee(cockpit)
        cockpit.press("Enter")
        if not cockpit.wait(lambda text: "$4,321" in text and "in journal" in top(text)):
            raise OSError("the edit never reached the journal")

    def act(self, cockpit, box):
        cockpit.press("C-s")

    def is_done(self, screen):
        return "saved" in top(screen)

    def is_refused(self, screen):
        return "Could not" in screen


class FeedAppend(ScreenOperation):
    name = "feed append"
    base = "feed"
    isPartly = True
    rows = 3

    def prepare(self, cockpit, box):
        if not cockpit.wait(lambda text: count(text) == box.suite.feedStart):
            raise OSError("the feed's first rows never came")

    def act(self, cockpit, box):
        with open(box.path + "/feed.csv", "a") as file:
            for n in range(self.rows):
                file.write(f"creator1,tiktok,{box.suite.day},https://x/late-{n},10,9,8,7,C1\n")
        self.wanted = box.suite.feedStart + self.rows

    def is_done(self, screen):
        return count(screen) == self.wanted


ALL = [EditFee, TypeMeasurement, Save, FeedAppend]


def await_end(operation, cockpit, seconds, isKill=False):
    """Waits until the screen says that it is on disk, or that it isn't, or the program is over. True if it is."""
    end = time.time() + seconds
    isDone = False
    while time.time() < end:
        screen = cockpit.screen()
        isDone = operation.is_done(screen) and "NOT ON DISK" not in top(screen)
        # A kill that is still to come is part of it.
        if isDone and not isKill:
            return True
        if not isKill and ("NOT ON DISK" in top(screen) or operation.is_refused(screen)):
            return False
        if cockpit.is_over():
            screen = cockpit.screen()
            return operation.is_done(screen) and "NOT ON DISK" not in top(screen)
        time.sleep(0.003)
    return isDone
