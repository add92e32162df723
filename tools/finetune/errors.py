"""How a run ends early. Both are caught in trainer.py alone."""


class TrainerError(Exception):
    """What the user has to know: what is wrong, where, and what to do about it."""


class Stopped(Exception):
    """A signal asked for an end; the run can be resumed."""


def listed(faults):
    """The first few of many."""
    return "; ".join(faults[:6]) + (f" and {len(faults) - 6} more" if len(faults) > 6 else "")
