"""Which device and which precision."""

import contextlib
import math
import os
import time

import torch
from torch import nn

from errors import TrainerError


def choose_device(setting):
    if setting == "cuda" and not torch.cuda.is_available():
        raise TrainerError("device is cuda, but PyTorch finds no CUDA device here; 'auto' takes what there is")
    return "cuda" if setting != "cpu" and torch.cuda.is_available() else "cpu"


def choose_precision(setting, device):
    if setting != "auto":
        return setting
    if device == "cuda":
        return "bfloat16" if torch.cuda.is_bf16_supported() else "float32"
    return faster_on_cpu()


def faster_on_cpu():
    """Times a linear layer, forward and back: bfloat16 is many times as fast as float32 on processors that have it in hardware, and
    emulated, many times as slow, on those that have not. A clear margin decides, so that the answer depends on the processor alone."""
    layer, x = nn.Linear(384, 1536), torch.ones(512, 384)
    seconds = dict(float32=math.inf, bfloat16=math.inf)
    for _ in range(5):  # in turn, the best of five each: the first one prepares kernels, and other programs may be running
        for precision in seconds:
            begun = time.perf_counter()
            with autocast("cpu", precision):
                y = layer(x)
            y.float().sum().backward()
            seconds[precision] = min(seconds[precision], time.perf_counter() - begun)
    return "bfloat16" if seconds["bfloat16"] * 1.5 < seconds["float32"] else "float32"


def autocast(device, precision):
    return torch.autocast(device, torch.bfloat16) if precision == "bfloat16" else contextlib.nullcontext()


def choose_threads(setting):
    """One for each core that this process may use, a core with two hardware threads counting once. PyTorch's own count is 1 on processors that are
    newer than it; a larger one stands, as does OMP_NUM_THREADS."""
    if setting:
        return setting
    own = torch.get_num_threads()
    return own if "OMP_NUM_THREADS" in os.environ else max(own, count_cores())


def count_cores(root="/sys/devices/system/cpu"):
    """0 where the system does not tell (only Linux does)."""
    cores = set()
    for cpu in os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ():
        try:
            with open(os.path.join(root, f"cpu{cpu}", "topology", "thread_siblings_list"), encoding="ascii") as siblings:
                cores.add(siblings.read().strip())
        except OSError:
            return 0
    return len(cores)


def make_deterministic():
    """CUDA's kernels are told to be, where there is a deterministic one; those of the CPU are."""
    torch.use_deterministic_algorithms(True, warn_only=True)
    torch.backends.cudnn.benchmark = False
    torch.backends.cuda.matmul.allow_tf32 = False
