"""Reads the encoder's weights back from a model.onnx that graph.py wrote, float32 or int8."""

import zlib

import numpy
import onnx
import torch
from google.protobuf.message import DecodeError
from onnx import TensorProto, numpy_helper

from errors import TrainerError, listed
from shape import sought
from weight_files import finite

NAMES = {"words": "embeddings.words", "positions": "embeddings.positions", "types": "embeddings.types", "norm": "embeddings.norm"}
FLOATS, INT8 = (TensorProto.FLOAT, TensorProto.FLOAT16, TensorProto.DOUBLE), (TensorProto.INT8,)


def read_weights(path, shape):
    constants = read_constants(path)
    tensors, faults = {}, []
    for ours, size in sought(shape, constants).items():
        module, kind = ours.rsplit(".", 1)
        names = graph_names(module)
        # A matrix product's weights stand [inputs, outputs] in the graph.
        is_matrix = kind == "weight" and len(size) == 2 and module not in NAMES
        expected = (size[1], size[0] // len(names)) if is_matrix else (size[0] // len(names), *size[1:])
        parts = [read(path, constants, name, kind) for name in names]
        before = len(faults)
        for name, part in zip(names, parts):
            if part is None:
                faults.append(f"{name}.{kind} is missing")
            elif part.shape != expected:
                faults.append(f"{name}.{kind} is {list(part.shape)}, expected {list(expected)}")
        if len(faults) == before:
            array = numpy.concatenate(parts, axis=1).T if is_matrix else numpy.concatenate(parts)
            tensors[ours] = torch.from_numpy(numpy.ascontiguousarray(array))
    if faults:
        raise TrainerError(f"{path} is not a graph of this trainer for the encoder that config.json describes: {listed(faults)}."
                           " Other models start from their Hugging Face folder, with model.safetensors")
    return tensors


def read_head(path, config, shape):
    """{label: (weights [H], bias)} of the bundle's own head."""
    constants, labels = read_constants(path), config.get("id2label")
    weight, bias = (read(path, constants, "classifier", kind) for kind in ("weight", "bias"))
    count = len(labels) if isinstance(labels, dict) else 0
    if weight is None or bias is None or weight.shape != (count, shape.hidden) or bias.shape != (count,):
        raise TrainerError(f"{path}: its head, classifier.weight and classifier.bias, does not fit the id2label and the hidden size of config.json")
    return {labels[str(i)]: (weight[i], bias[i]) for i in range(count) if isinstance(labels.get(str(i)), str)}


def read_constants(path):
    try:
        graph = onnx.load(path, load_external_data=False).graph  # a stranger's graph may name any file of the machine
    except (OSError, DecodeError, ValueError) as error:
        raise TrainerError(f"cannot read {path}: {error}") from None
    return {tensor.name: tensor for tensor in graph.initializer}


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


def read(path, constants, name, kind):
    """A tensor as float32; what is stored as int8 is multiplied by its scales, one per column or per row of a table."""
    if f"{name}.{kind}" in constants:
        return numbers(path, constants[f"{name}.{kind}"])
    for stored in ("weight", "table"):
        quantized, scale = f"{name}.{stored}_quantized", f"{name}.{stored}_scale"
        if kind == "weight" and quantized in constants and scale in constants:
            steps, scales = numbers(path, constants[quantized], INT8), numbers(path, constants[scale])
            expected = steps.shape[-1:] if stored == "weight" else (*steps.shape[:1], 1)
            if steps.ndim != 2 or scales.shape != expected:
                raise TrainerError(f"{path}: {scale} is {list(scales.shape)}, which does not fit {quantized}, {list(steps.shape)}")
            with numpy.errstate(over="ignore"):
                return finite((steps + dither(name, steps.shape)) * scales, path, scale)
    return None


def numbers(path, tensor, types=FLOATS):
    """A constant of the graph as float32, or what is wrong with it."""
    where = f"{path}: {tensor.name}"
    if tensor.data_location == TensorProto.EXTERNAL:
        raise TrainerError(f"{where} lies in another file; a graph of this trainer is one file")
    if tensor.data_type not in types:
        known = {number: word for word, number in TensorProto.DataType.items()}
        raise TrainerError(f"{where} is of the type {known.get(tensor.data_type, tensor.data_type)}, expected {known[types[0]]}")
    try:
        array = numpy_helper.to_array(tensor)
    except (ValueError, OverflowError) as error:
        raise TrainerError(f"{where} cannot be read as {list(tensor.dims)}: {error}") from None
    with numpy.errstate(over="ignore"):
        return finite(array.astype(numpy.float32), path, tensor.name)
