"""Which device and which precision."""

import contextlib
import os

import torch

from errors import TrainerError


def choose_device(setting):
    if setting == "cuda" and not torch.cuda.is_available():
        raise TrainerError("device is cuda, but PyTorch finds no CUDA device here; 'auto' takes what there is")
    return "cuda" if setting != "cpu" and torch.cuda.is_available() else "cpu"


def choose_precision(setting, device):
    """A fact of the processor, not a measurement: the same seed gives the same figures however busy the machine is."""
    if setting != "auto":
        return setting
    if device == "cuda":
        return "bfloat16" if torch.cuda.is_bf16_supported() else "float32"
    return "bfloat16" if torch.backends.mkldnn.is_available() and multiplies_bfloat16() else "float32"


def multiplies_bfloat16(cpuinfo="/proc/cpuinfo"):
    """Whether the processor has instructions for it (AVX-512 BF16, AMX; Arm's BF16). Emulated, it is many times as slow as float32. False where the
    system does not tell (only Linux does)."""
    try:
        with open(cpuinfo, encoding="utf-8", errors="replace") as lines:
            flags = next((line for line in lines if line.startswith(("flags", "Features"))), "").split()
    except OSError:
        return False
    return not {"avx512_bf16", "amx_bf16", "bf16"}.isdisjoint(flags)


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
