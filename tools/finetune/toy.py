"""For the tests: tiny encoders of every kind as Hugging Face folders, toy texts, and a request that ties them together."""

import json
import os
import struct

import numpy

CONFIGS = {
    "bert": dict(model_type="bert", hidden_act="gelu", hidden_size=32, num_attention_heads=4, num_hidden_layers=2, intermediate_size=64,
                 vocab_size=60, max_position_embeddings=40, type_vocab_size=2, layer_norm_eps=1e-12, pad_token_id=0),
    "roberta": dict(model_type="roberta", hidden_act="gelu", hidden_size=32, num_attention_heads=4, num_hidden_layers=2,
                    intermediate_size=64, vocab_size=60, max_position_embeddings=42, type_vocab_size=1, layer_norm_eps=1e-5, pad_token_id=1),
    "distilbert": dict(model_type="distilbert", activation="gelu", dim=32, n_heads=4, n_layers=2, hidden_dim=64, vocab_size=60,
                       max_position_embeddings=40, pad_token_id=0)}

LINEAR = {
    "bert": {"attention.self.query": (32, 32), "attention.self.key": (32, 32), "attention.self.value": (32, 32),
             "attention.output.dense": (32, 32), "intermediate.dense": (64, 32), "output.dense": (32, 64)},
    "distilbert": {"attention.q_lin": (32, 32), "attention.k_lin": (32, 32), "attention.v_lin": (32, 32), "attention.out_lin": (32, 32),
                   "ffn.lin1": (64, 32), "ffn.lin2": (32, 64)}}
NORMS = {"bert": ("attention.output.LayerNorm", "output.LayerNorm"), "distilbert": ("sa_layer_norm", "output_layer_norm")}


def tensors_of(kind, random, prefix=""):
    """A random encoder's tensors under Hugging Face's names."""
    config, names = CONFIGS[kind], "distilbert" if kind == "distilbert" else "bert"
    found = {"embeddings.word_embeddings.weight": random.standard_normal((60, 32)) * 0.3,
             "embeddings.position_embeddings.weight": random.standard_normal((config["max_position_embeddings"], 32)) * 0.1}
    if kind != "distilbert":
        found["embeddings.token_type_embeddings.weight"] = random.standard_normal((config["type_vocab_size"], 32)) * 0.1
    norms = ["embeddings.LayerNorm"]
    for i in range(2):
        layer = f"transformer.layer.{i}." if kind == "distilbert" else f"encoder.layer.{i}."
        norms += [layer + name for name in NORMS[names]]
        for part, size in LINEAR[names].items():
            found[f"{layer}{part}.weight"], found[f"{layer}{part}.bias"] = random.standard_normal(size) * 0.2, random.standard_normal(size[0]) * 0.1
    for norm in norms:
        found[f"{norm}.weight"], found[f"{norm}.bias"] = 1 + random.standard_normal(32) * 0.1, random.standard_normal(32) * 0.1
    return {prefix + name: array.astype(numpy.float32) for name, array in found.items()}


def write_base(folder, kind, tensors=None, types=("F32",), **changes):
    os.makedirs(folder, exist_ok=True)
    write_json(os.path.join(folder, "config.json"), {**CONFIGS[kind], **changes})
    write_safetensors(os.path.join(folder, "model.safetensors"), tensors or tensors_of(kind, numpy.random.default_rng(4)), types)


def write_safetensors(path, tensors, types=("F32",)):
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for i, (name, array) in enumerate(tensors.items()):
        kind = types[i % len(types)]
        if kind == "BF16":
            blob = (array.astype("<f4").view("<u4") >> 16).astype("<u2").tobytes()
        else:
            blob = array.astype({"F16": "<f2", "F32": "<f4", "F64": "<f8"}[kind]).tobytes()
        header[name] = dict(dtype=kind, shape=list(array.shape), data_offsets=[len(data), len(data) + len(blob)])
        data += blob
    text = json.dumps(header).encode()
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text + data)


def write_rows(path, rows, seed, pad_id=0, kind="multi_label", labels=3):
    """Texts of random tokens; token 5 makes label 0, token 6 label 1, neither the last. With several labels, token 7 makes label 0 too."""
    random, lines = numpy.random.default_rng(seed), []
    for _ in range(rows):
        label = int(random.integers(labels))
        ids = [int(i) for i in random.integers(8, 58, random.integers(2, 9))] + ([5 + label] if label < labels - 1 else [])
        present = [label]
        if kind == "multi_label" and label == 1 and random.random() < 0.5:
            ids, present = ids + [7], [0, 1]
        ids = [2] + [int(i) for i in random.permutation(ids)] + [3]
        lines.append(dict(text="toy", labels=present, ids=ids))
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(json.dumps(line) + "\n" for line in lines)


def write_request(folder, kind="bert", task="multi_label", name="request.json", output="out", **changes):
    """A whole request in a folder: base, data and output are made where they are not there yet."""
    def path(part):
        return os.path.join(folder, part)

    if not os.path.exists(path("base")):
        write_base(path("base"), kind)
    pad_id = CONFIGS[kind]["pad_token_id"]
    for split, rows in (("train", 128), ("dev", 40), ("test", 40)):
        if not os.path.exists(path(f"{split}.jsonl")):
            write_rows(path(f"{split}.jsonl"), rows, seed=rows + len(split), pad_id=pad_id, kind=task)
    os.makedirs(path(output), exist_ok=True)
    hyper = dict(epochs=2, batch_size=16, activation_limit=4.0, precision="float32", threads=1, device="cpu")
    hyper.update(changes.pop("hyperparameters", {}))
    request = dict(contract=1, labels=["joy", "sadness", "neutral"], kind=task, train=path("train.jsonl"), dev=path("dev.jsonl"),
                   test=path("test.jsonl"), base=path("base"), output=path(output), max_tokens=30, pad_id=pad_id, vocabulary_size=60, seed=1,
                   hyperparameters=hyper)
    request.update(changes)
    write_json(path(name), request)
    return path(name)


def write_json(path, content):
    with open(path, "w", encoding="utf-8") as f:
        json.dump(content, f)
