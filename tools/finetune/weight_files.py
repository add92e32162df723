"""Reads model.safetensors: 8 bytes little-endian header length, that many bytes of JSON, raw little-endian tensors."""

import json
import os
import struct

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
                self.end = max((entry["data_offsets"][1] for entry in self.entries.values()), default=0)
        except OSError as error:
            raise TrainerError(f"cannot read {path}: {error.strerror}") from None
        except (ValueError, AttributeError, KeyError, TypeError, IndexError):
            raise TrainerError(f"{path} is no safetensors file: its header is not the expected JSON") from None
        if self.start + self.end > size:
            raise TrainerError(f"{path} is cut off: {size} bytes of {self.start + self.end}. Copy or download it again")

    def names(self):
        return self.entries.keys()

    def shape(self, name):
        return tuple(self.entries[name]["shape"])

    def read(self, name):
        entry = self.entries[name]
        if entry["dtype"] not in TYPES:
            raise TrainerError(f"{self.path}: {name} is {entry['dtype']}; this reader knows {', '.join(TYPES)}")
        start, end = entry["data_offsets"]
        with open(self.path, "rb") as f:
            f.seek(self.start + start)
            array = numpy.frombuffer(f.read(end - start), TYPES[entry["dtype"]])
        if array.size != numpy.prod(entry["shape"], dtype=numpy.int64):
            raise TrainerError(f"{self.path}: {name} has {array.size} values, its shape is {entry['shape']}")
        if entry["dtype"] == "BF16":
            array = (array.astype(numpy.uint32) << 16).view(numpy.float32)
        return torch.from_numpy(array.astype(numpy.float32)).reshape(entry["shape"])


class PickledFile:
    """The same of a pytorch_model.bin, of which PyTorch reads tensors and nothing that could run."""

    def __init__(self, path):
        self.path = path
        try:
            self.tensors = torch.load(path, map_location="cpu", weights_only=True)
        except Exception as error:  # PyTorch raises what it likes
            raise TrainerError(f"cannot read {path}: {str(error).splitlines()[0]}") from None

    def names(self):
        return self.tensors.keys()

    def shape(self, name):
        return tuple(self.tensors[name].shape)

    def read(self, name):
        return self.tensors[name].float()
