"""Reads the encoder's weights back from a model.onnx that graph.py wrote, float32 or int8."""

import zlib

import numpy
import onnx
import torch
from google.protobuf.message import DecodeError
from onnx import numpy_helper

from errors import TrainerError, listed
from shape import parameter_shapes

NAMES = {"words": "embeddings.words", "positions": "embeddings.positions", "types": "embeddings.types", "norm": "embeddings.norm"}


def read_weights(path, shape):
    try:
        graph = onnx.load(path).graph
    except (OSError, DecodeError, ValueError) as error:
        raise TrainerError(f"cannot read {path}: {error}") from None
    constants = {tensor.name: tensor for tensor in graph.initializer}
    tensors, faults = {}, []
    for ours, size in parameter_shapes(shape).items():
        module, kind = ours.rsplit(".", 1)
        parts = [read(constants, name, kind) for name in graph_names(module)]
        if any(part is None for part in parts):
            faults.append(f"{graph_names(module)[0]}.{kind} is missing")
            continue
        # A matrix product's weights stand [inputs, outputs] in the graph.
        is_matrix = kind == "weight" and len(size) == 2 and module not in NAMES
        array = numpy.concatenate(parts, axis=1).T if is_matrix else numpy.concatenate(parts)
        if array.shape != size:
            faults.append(f"{graph_names(module)[0]}.{kind} is {list(array.shape)}, expected {list(size)}")
        tensors[ours] = torch.from_numpy(numpy.ascontiguousarray(array, numpy.float32))
    if faults:
        raise TrainerError(f"{path} is not a graph of this trainer for the encoder that config.json describes: {listed(faults)}."
                           " Other models start from their Hugging Face folder, with model.safetensors")
    return tensors


def read_head(path, config):
    """{label: (weights [H], bias)} of the bundle's own head."""
    constants = {tensor.name: tensor for tensor in onnx.load(path).graph.initializer}
    weight, bias = read(constants, "classifier", "weight"), read(constants, "classifier", "bias")
    labels = config.get("id2label", {})
    if weight is None or bias is None or len(weight) != len(labels) or len(bias) != len(labels):
        raise TrainerError(f"{path}: its head does not fit the id2label of config.json")
    return {labels[str(i)]: (weight[i], bias[i]) for i in range(len(labels)) if str(i) in labels}


def graph_names(module):
    if module in NAMES:
        return [NAMES[module]]
    _, i, part = module.split(".", 2)
    parts = ["attention.query", "attention.key", "attention.value"] if part == "attention.qkv" else [part]
    return [f"encoder.layer.{i}.{name}" for name in parts]


def dither(name, size):
    """Noise within half a step. A training that moves a weight by less than half a step from where int8 put it would otherwise be undone, all of
    it and in every weight, when the result is rounded to int8 again; from a place between the steps it survives on average."""
    return numpy.random.RandomState(zlib.crc32(name.encode())).uniform(-0.5, 0.5, size).astype(numpy.float32)


def read(constants, name, kind):
    """A tensor as float32; what is stored as int8 is multiplied by its scales, one per column or per row of a table."""
    if f"{name}.{kind}" in constants:
        return numpy_helper.to_array(constants[f"{name}.{kind}"])
    for stored in ("weight", "table"):
        quantized, scale = f"{name}.{stored}_quantized", f"{name}.{stored}_scale"
        if kind == "weight" and quantized in constants and scale in constants:
            steps = numpy_helper.to_array(constants[quantized]).astype(numpy.float32)
            return (steps + dither(name, steps.shape)) * numpy_helper.to_array(constants[scale])
    return None
