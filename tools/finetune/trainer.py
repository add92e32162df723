"""Fine-tunes an encoder as a classifier: `trainer.py REQUEST.json`. docs/trainer-contract.md says what goes in and what comes out."""

import os
import sys

from errors import Stopped, TrainerError
from events import listen_for_signals

INSTALL = """Install it for {python}:
  Debian, Ubuntu   apt install python3-torch python3-onnx libopenblas0-pthread   (and use /usr/bin/python3)
  Windows, macOS   pip install torch onnx numpy"""


def main(arguments):
    if len(arguments) != 1:
        raise TrainerError("usage: trainer.py REQUEST.json")
    listen_for_signals()
    require_packages()
    from request import read_request
    request = read_request(arguments[0])
    from run import run
    run(request)


def require_packages():
    if sys.version_info < (3, 9):
        raise TrainerError(f"this is Python {sys.version.split()[0]}; the trainer needs 3.9 or later")
    # PyTorch's threads spin for milliseconds while they wait for each other, and on a machine that does other things too get in their own way;
    # asleep at once, they take long to wake. This is some ten microseconds.
    if "OMP_WAIT_POLICY" not in os.environ:
        os.environ.setdefault("GOMP_SPINCOUNT", "20000")
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # without it cuBLAS is not deterministic
    for package in ("numpy", "torch", "onnx"):
        try:
            __import__(package)
        except ImportError as error:
            raise TrainerError(f"Python cannot import {package} ({error}). {INSTALL.format(python=sys.executable)}") from None
    import torch
    if tuple(int(part) for part in torch.__version__.split(".")[:2]) < (1, 13):
        raise TrainerError(f"PyTorch is {torch.__version__}; the trainer needs 1.13 or later. {INSTALL.format(python=sys.executable)}")


def run_as_program(arguments):
    """Returns the exit code."""
    try:
        main(arguments)
        return 0
    except TrainerError as error:
        print(f"trainer: {error}", file=sys.stderr)
        return 1
    except Stopped as stop:
        print(f"trainer: {stop}; resume goes on from the last checkpoint", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(run_as_program(sys.argv[1:]))
