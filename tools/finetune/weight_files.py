"""Reads model.safetensors: 8 bytes little-endian header length, that many bytes of JSON, raw little-endian tensors."""

import json
import math
import os
import struct
import tarfile

import numpy
import torch

from errors import TrainerError

TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}


class SafetensorsFile:
    """Tensors by name, read when asked for, as float32."""

    def __init__(self, path):
        self.path = path
        try:
            with open(path, "rb") as f:
                size = os.fstat(f.fileno()).st_size
                length = f.read(8)
                self.start = 8 + struct.unpack("<Q", length)[0] if len(length) == 8 else size + 1
                if self.start > size:
                    raise TrainerError(f"{path} is no safetensors file, or a part of one: it has {size} bytes")
                self.entries = json.loads(f.read(self.start - 8))
                self.entries.pop("__metadata__", None)
                self.end = max((_end(entry) for entry in self.entries.values()), default=0)
        except OSError as error:
            raise TrainerError(f"cannot read {path}: {error.strerror}") from None
        except (ValueError, AttributeError, KeyError, TypeError, IndexError, RecursionError):
            raise TrainerError(f"{path} is no safetensors file: its header is not the expected JSON") from None
        if self.start + self.end > size:
            raise TrainerError(f"{path} is cut off: {size} bytes of {self.start + self.end}. Copy or download it again")
        self._refuse_overlap()

    def names(self):
        return self.entries.keys()

    def shape(self, name):
        return tuple(self.entries[name]["shape"])

    def read(self, name):
        entry = self.entries[name]
        if entry["dtype"] not in TYPES:
            raise TrainerError(f"{self.path}: {name} is {entry['dtype']}; this reader knows {', '.join(TYPES)}")
        start, end = entry["data_offsets"]
        size = math.prod(entry["shape"]) * numpy.dtype(TYPES[entry["dtype"]]).itemsize
        if end - start != size:
            raise TrainerError(f"{self.path}: {name} has {end - start} bytes; {entry['dtype']} of its shape {entry['shape']} is {size}")
        with open(self.path, "rb") as f:
            f.seek(self.start + start)
            array = numpy.frombuffer(f.read(size), TYPES[entry["dtype"]])
        if entry["dtype"] == "BF16":
            array = (array.astype(numpy.uint32) << 16).view(numpy.float32)
        with numpy.errstate(over="ignore"):  # of F64; it is found here
            array = finite(array.astype(numpy.float32), self.path, name)
        return torch.from_numpy(array).reshape(entry["shape"])

    def _refuse_overlap(self):
        ranges = sorted((*entry["data_offsets"], name) for name, entry in self.entries.items())
        for (_, end, name), (start, _, other) in zip(ranges, ranges[1:]):
            if start < end:
                raise TrainerError(f"{self.path}: {name} and {other} share bytes, up to {end} and from {start}; save or download it again")


def _end(entry):
    start, end = entry["data_offsets"]
    numbers = [start, end, *entry["shape"]]
    if not all(type(number) is int and number >= 0 for number in numbers) or start > end or not isinstance(entry["dtype"], str):
        raise ValueError("no entry of a tensor")
    return end


class PickledFile:
    """The same of a pytorch_model.bin, of which PyTorch reads tensors alone; model.safetensors is the safer form of what strangers give."""

    def __init__(self, path):
        self.path = path
        if tarfile.is_tarfile(path):  # PyTorch before 2.6 runs what it finds in this oldest form, whatever it is told (CVE-2025-32434)
            raise TrainerError(f"{path} is a tar archive, as PyTorch wrote before 2018; save the model as model.safetensors")
        try:
            loaded = torch.load(path, map_location="cpu", weights_only=True)
        except Exception as error:  # PyTorch raises what it likes
            raise TrainerError(f"cannot read {path}: {(str(error).splitlines() or [type(error).__name__])[0]}") from None
        if not isinstance(loaded, dict):
            raise TrainerError(f"{path} holds no tensors by name but a {type(loaded).__name__}")
        self.tensors = {name: tensor for name, tensor in loaded.items() if isinstance(name, str) and isinstance(tensor, torch.Tensor)}

    def names(self):
        return self.tensors.keys()

    def shape(self, name):
        return tuple(self.tensors[name].shape)

    def read(self, name):
        tensor = self.tensors[name].detach().float()
        finite(tensor.numpy(), self.path, name)
        return tensor


def finite(array, path, name):
    """The array. A NaN would otherwise look like a training that diverges or, in the row of a token that no text has, be shipped."""
    if not numpy.isfinite(array).all():
        raise TrainerError(f"{path}: {name} holds NaN, infinity or more than float32 can; the file is damaged, or its training had diverged")
    return array
