"""Progress as JSON lines on standard output, and the signals that ask for an end."""

import json
import signal
import sys

from errors import Stopped

stopping = False


def emit(event, **fields):
    """Writes one line. A reader that has gone away ends the run as a signal would."""
    try:
        print(json.dumps(dict(event=event, **fields)), flush=True)
    except BrokenPipeError:
        sys.stdout = None  # Python would complain a second time on its way out
        raise Stopped("nobody reads standard output any more") from None


def listen_for_signals():
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _on_signal)


def _on_signal(number, _):
    global stopping
    stopping = True
    signal.signal(number, signal.SIG_DFL)  # the second one ends the process at once; what is on disk is whole all the same


def stop_if_asked():
    """Called between batches, where the state of a run is whole."""
    if stopping:
        raise Stopped("stopped by a signal")
