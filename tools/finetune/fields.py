"""Checks JSON objects field by field: missing, unknown and wrong ones are named with the place they stand in."""

import math
import sys

from errors import TrainerError

REQUIRED = object()


class Fields:
    def __init__(self, content, where):
        if not isinstance(content, dict):
            raise TrainerError(f"{where}: expected an object, got {content!r}")
        self.content, self.where, self.known = content, where, []

    def take(self, name, check, default=REQUIRED):
        self.known.append(name)
        if name not in self.content:
            if default is REQUIRED:
                raise TrainerError(f"{self.where}: '{name}' is missing")
            return default
        try:
            return check(self.content[name])
        except ValueError as error:
            raise TrainerError(f"{self.where}: '{name}' must be {error}, not {_short(self.content[name])}") from None

    def finish(self):
        unknown = [name for name in self.content if name not in self.known]
        if unknown:
            raise TrainerError(f"{self.where}: unknown field '{unknown[0]}'; the fields are {', '.join(self.known)}")


def _short(value):
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."


def boolean(value):
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def text(value):
    if not isinstance(value, str) or not value:
        raise ValueError("a text")
    return value


def integer(low):
    def check(value):
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value < 2**63:
            raise ValueError(f"a whole number from {low}")
        return value
    return check


def number(low, high=math.inf, without_low=False, without_high=False):
    def check(value):
        fits = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= sys.float_info.max and (
            low < value if without_low else low <= value) and (value < high if without_high else value <= high)
        if not fits:
            bounds = f"over {low}" if without_low else f"from {low}"
            if high < math.inf:
                bounds += f" to below {high}" if without_high else f" to {high}"
            raise ValueError(f"a number {bounds}")
        return float(value)
    return check


def one_of(*choices):
    def check(value):
        if value not in choices:
            raise ValueError("one of " + ", ".join(choices))
        return value
    return check


def optional(check):
    return lambda value: None if value is None else check(value)


def sequence(check, what, least=0):
    def check_all(value):
        if not isinstance(value, list) or len(value) < least:
            raise ValueError(f"a list of {what}" + (f", at least {least}" if least else ""))
        try:
            return [check(item) for item in value]
        except ValueError as error:
            raise ValueError(f"a list of {what}, each {error}") from None
    return check_all
