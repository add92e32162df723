"""Settings of a script: plain defaults, a JSON file over them, `--key=value` over both. After nanoGPT's configurator."""

import json
import types


def read_settings(defaults, arguments):
    """Returns defaults with the arguments applied in order; `--key value` is understood as well as `--key=value`."""
    settings, arguments = dict(defaults), list(arguments)
    while arguments:
        argument = arguments.pop(0)
        if not argument.startswith("--"):
            raise SystemExit(f"'{argument}': expected --key=value; the keys are {', '.join(defaults)}")
        key, separator, value = argument[2:].partition("=")
        if not separator:
            if not arguments:
                raise SystemExit(f"--{key} needs a value")
            value = arguments.pop(0)
        if key == "config":
            with open(value, encoding="utf-8") as f:
                for name, item in json.load(f).items():
                    settings[name] = checked(name, item, defaults, source=value)
        else:
            settings[key] = checked(key, parsed(value), defaults, source="the command line")
    return types.SimpleNamespace(**settings)


def parsed(value):
    try:
        return json.loads(value.lower() if value in ("True", "False") else value)
    except ValueError:
        return value


def checked(key, value, defaults, source):
    if key not in defaults:
        raise SystemExit(f"unknown setting '{key}' in {source}; the settings are {', '.join(defaults)}")
    wanted = type(defaults[key])
    if wanted is float and type(value) is int:
        value = float(value)
    if wanted is str and type(value) in (int, float, bool):
        value = str(value)
    if type(value) is not wanted:
        raise SystemExit(f"setting '{key}' in {source}: expected {wanted.__name__}, got {value!r}")
    return value
