"""The request: what to train from what to where. docs/trainer-contract.md is its description."""

import json
import os
from types import SimpleNamespace

import fields
from errors import TrainerError
from fields import Fields

KIND = fields.one_of("single_label", "multi_label")
NAMES = fields.sequence(fields.text, "texts", 1)
HEAVIEST = 10**9  # class weight; far beyond it the squares of the gradient overflow float32


def read_request(path):
    try:
        with open(path, encoding="utf-8-sig") as f:
            content = json.load(f, parse_constant=_no_constant)
    except OSError as error:
        raise TrainerError(f"cannot read the request {path}: {error.strerror}") from None
    except ValueError as error:
        raise TrainerError(f"{path} is not JSON: {error}") from None

    f = Fields(content, path)
    if f.take("contract", fields.integer(1)) != 1:
        raise TrainerError(f"{path}: this trainer knows version 1 of the contract, the request is of version {content['contract']}")
    request = SimpleNamespace(
        labels=_labels(f.take("labels", NAMES), path),
        kind=f.take("kind", KIND),
        train=f.take("train", fields.text),
        dev=f.take("dev", fields.text),
        test=f.take("test", fields.optional(fields.text), None),
        base=f.take("base", fields.text),
        output=f.take("output", fields.text),
        max_tokens=f.take("max_tokens", fields.integer(3), 96),
        pad_id=f.take("pad_id", fields.integer(0), 0),
        vocabulary_size=f.take("vocabulary_size", fields.optional(fields.integer(1)), None),
        seed=f.take("seed", fields.integer(0), 1),
        resume=f.take("resume", fields.boolean, False),
        added_tokens=_each(f, path, "added_tokens", _added_token),
        auxiliary=_each(f, path, "auxiliary", _auxiliary),
        teachers=_each(f, path, "teachers", _teacher),
        hyperparameters=_hyperparameters(f.take("hyperparameters", _object, {}), f"{path}: hyperparameters"))
    f.finish()

    if request.kind == "single_label" and len(request.labels) < 2:
        raise TrainerError(f"{path}: single_label needs at least two labels, there is only '{request.labels[0]}'")
    weights = request.hyperparameters.class_weights
    if isinstance(weights, list) and len(weights) != len(request.labels):
        raise TrainerError(f"{path}: {len(weights)} class_weights for {len(request.labels)} labels")
    if not os.path.isdir(request.output):
        raise TrainerError(f"{path}: the output folder {request.output} does not exist")
    return request


def _hyperparameters(content, where):
    f = Fields(content, where)
    found = SimpleNamespace(
        epochs=f.take("epochs", fields.integer(1), 3),
        batch_size=f.take("batch_size", fields.integer(1), 64),
        encoder_rate=f.take("encoder_rate", fields.number(0), 2e-4),      # peak learning rate of the pretrained weights ...
        head_rate=f.take("head_rate", fields.number(0), 2e-3),            # ... and of the new linear heads, which start from nothing
        warmup=f.take("warmup", fields.number(0, 1), 0.06),               # part of all steps; then linear decay to zero
        weight_decay=f.take("weight_decay", fields.number(0), 0.01),      # none on biases and LayerNorm
        clip=f.take("clip", fields.number(0), 1.0),                       # largest norm of the whole gradient; 0: any
        hidden_dropout=f.take("hidden_dropout", fields.number(0, 1, without_high=True), 0.1),
        token_dropout=f.take("token_dropout", fields.number(0, 1, without_high=True), 0.1),  # tokens of a text that a step does not see
        layer_decay=f.take("layer_decay", fields.number(0, 1, without_low=True), 0.9),  # of encoder_rate, from each layer to the one below
        activation_limit=f.take("activation_limit", fields.number(0), 6.0),  # encoder.py; 0: none
        loss=f.take("loss", fields.one_of("cross_entropy", "focal"), "cross_entropy"),
        focal_gamma=f.take("focal_gamma", fields.number(0), 2.0),
        class_weights=f.take("class_weights", _class_weights, "none"),
        label_smoothing=f.take("label_smoothing", fields.number(0, 1, without_high=True), 0.0),
        patience=f.take("patience", fields.integer(0), 0),                # epochs without a better dev macro-F1; 0: never stop early
        average_weights=f.take("average_weights", fields.boolean, True),  # averaging.py
        keep_best=f.take("keep_best", fields.boolean, True),
        distillation_weight=f.take("distillation_weight", fields.number(0, 1), 0.5),
        distillation_temperature=f.take("distillation_temperature", fields.number(0, without_low=True), 2.0),
        precision=f.take("precision", fields.one_of("auto", "bfloat16", "float32"), "auto"),
        threads=f.take("threads", fields.integer(0), 0),                  # 0: one for each core
        device=f.take("device", fields.one_of("auto", "cpu", "cuda"), "auto"),
        checkpoint_every=f.take("checkpoint_every", fields.integer(1), 200),  # steps
        int8=f.take("int8", fields.boolean, True))
    f.finish()
    return found


def _object(value):
    if not isinstance(value, dict):
        raise ValueError("an object")
    return value


def _no_constant(name):
    raise ValueError(f"{name} is no number of JSON")


def _labels(labels, where):
    for label in labels:
        if labels.count(label) > 1:
            raise TrainerError(f"{where}: the label '{label}' is there twice")
    return labels


def _class_weights(value):
    if isinstance(value, list):
        return fields.sequence(fields.number(0, HEAVIEST), "numbers")(value)
    try:
        return fields.one_of("none", "balanced")(value)
    except (ValueError, TypeError):
        raise ValueError(f"none, balanced or a list of numbers from 0 to {HEAVIEST}") from None


def _each(f, path, name, read):
    items = f.take(name, fields.sequence(_object, "objects"), [])
    found = []
    for i, item in enumerate(items):
        inner = Fields(item, f"{path}: {name}[{i}]")
        found.append(read(inner))
        inner.finish()
    return found


def _added_token(f):
    return SimpleNamespace(token=f.take("token", fields.text), id=f.take("id", fields.integer(0)),
                           pieces=f.take("pieces", fields.sequence(fields.integer(0), "token ids")))


def _auxiliary(f):
    return SimpleNamespace(name=f.take("name", fields.text), labels=_labels(f.take("labels", NAMES), f.where),
                           kind=f.take("kind", KIND), train=f.take("train", fields.text))


def _teacher(f):
    return SimpleNamespace(train=f.take("train", fields.text))
