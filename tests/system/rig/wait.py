"""Waiting for an event with a deadline. Tests never sleep for a fixed time."""
import time


class NotInTime(AssertionError):
    """The event did not come; the message says what was seen last."""


def wait_for(probe, deadline_seconds, what, pause=0.05):
    """The first truthy value of `probe()`. An exception of the probe counts as "not yet" and is shown at the end."""
    end = time.monotonic() + deadline_seconds
    last = None
    while True:
        try:
            last = probe()
            if last:
                return last
        except (OSError, KeyError, ValueError, IndexError, AssertionError) as error:
            last = error
        if time.monotonic() >= end:
            raise NotInTime(f"{what}: not within {deadline_seconds} s; last seen: {last!r}")
        time.sleep(pause)
