"""The weights a training starts from, as the tensors of encoder.py: from a Hugging Face folder or from a bundle of ours."""

import os

import torch

import bundle
from errors import TrainerError, listed
from shape import sought
from weight_files import PickledFile, SafetensorsFile

# Our names -> Hugging Face's. The poolers are left out: the head reads the raw first-token state.
EMBEDDINGS = {"words": "embeddings.word_embeddings", "positions": "embeddings.position_embeddings",
              "types": "embeddings.token_type_embeddings", "norm": "embeddings.LayerNorm"}
BERT_LAYER = {
    "attention.qkv": ["attention.self.query", "attention.self.key", "attention.self.value"],
    "attention.output": ["attention.output.dense"], "attention.norm": ["attention.output.LayerNorm"],
    "intermediate": ["intermediate.dense"], "output": ["output.dense"], "norm": ["output.LayerNorm"]}
DISTILBERT_LAYER = {
    "attention.qkv": ["attention.q_lin", "attention.k_lin", "attention.v_lin"],
    "attention.output": ["attention.out_lin"], "attention.norm": ["sa_layer_norm"],
    "intermediate": ["ffn.lin1"], "output": ["ffn.lin2"], "norm": ["output_layer_norm"]}

FILES = ("model.safetensors", "pytorch_model.bin", "model.onnx")


def weights_file(folder):
    for name in FILES:
        if os.path.isfile(os.path.join(folder, name)):
            return os.path.join(folder, name)
    if os.path.isfile(os.path.join(folder, "model.safetensors.index.json")):
        raise TrainerError(f"{folder}: the weights are in several files; save the model as one model.safetensors")
    raise TrainerError(f"{folder} has none of {', '.join(FILES)}. The base is a Hugging Face folder or a bundle of ours")


def read_base(folder, shape):
    """{name: float32 tensor} of the whole encoder."""
    path = weights_file(folder)
    if path.endswith(".onnx"):
        return bundle.read_weights(path, shape)
    return from_hugging_face(SafetensorsFile(path) if path.endswith(".safetensors") else PickledFile(path), shape)


def read_head(folder, config, kind, shape):
    """{label: (weights, bias)} where the base is a bundle of ours whose labels are of the same kind."""
    path = weights_file(folder)
    if not path.endswith(".onnx") or config.get("problem_type") != f"{kind}_classification":
        return {}
    return bundle.read_head(path, config, shape)


def from_hugging_face(file, shape):
    # A model saved with a head keeps its encoder under a prefix ("roberta."); old ones call LayerNorm's weights gamma and beta.
    marker = "embeddings.word_embeddings.weight"
    prefix = next((name[:-len(marker)] for name in file.names() if name.endswith(marker)), "")
    known = {name.replace(".gamma", ".weight").replace(".beta", ".bias"): name for name in file.names()}
    faults, tensors = [], {}

    def find(name, expected):
        name = prefix + name
        if name not in known:
            faults.append(f"{name} is missing")
        elif file.shape(known[name]) != expected:
            faults.append(f"{name} is {list(file.shape(known[name]))}, expected {list(expected)}")
        else:
            return file.read(known[name])
        return None

    for ours, size in sought(shape, file.names()).items():
        module, kind = ours.rsplit(".", 1)
        theirs = hugging_face_names(module, shape)
        rows = size[0] // len(theirs) + (shape.offset if module == "positions" else 0)
        parts = [find(f"{name}.{kind}", (rows, *size[1:])) for name in theirs]
        if all(part is not None for part in parts):
            tensors[ours] = torch.cat(parts)
    if shape.kind != "distilbert" and not shape.types:
        # One single type is a constant; as part of the positions it needs no place of its own.
        type_row = find("embeddings.token_type_embeddings.weight", (1, shape.hidden))
        if type_row is not None and "positions.weight" in tensors:
            tensors["positions.weight"] = tensors["positions.weight"] + type_row
    if faults:
        raise TrainerError(f"{file.path} does not hold the encoder that config.json describes: {listed(faults)}")
    tensors["positions.weight"] = tensors["positions.weight"][shape.offset:].clone()
    return tensors


def hugging_face_names(module, shape):
    if not module.startswith("layers."):
        return [EMBEDDINGS[module]]
    _, i, part = module.split(".", 2)
    if shape.kind == "distilbert":
        return [f"transformer.layer.{i}.{name}" for name in DISTILBERT_LAYER[part]]
    return [f"encoder.layer.{i}.{name}" for name in BERT_LAYER[part]]
