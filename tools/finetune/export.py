"""What a run leaves in its output folder: the graphs in float32 and int8, config.json, and the logits of dev and test."""

import os

import numpy
import onnx
import json
import torch

import encoder
import graph
from batches import pad
from checkpoint import write_whole
from errors import TrainerError
from events import emit, stop_if_asked
from shape import CLASSES

TEXTS_FOR_RANGES = 1024


def write_all(training, config, train, dev, test):
    """Returns the fields of the event "done"."""
    request, folder = training.request, training.request.output
    limit = request.hyperparameters.activation_limit
    logits = {name: training.predict(rows, "float32") if rows else None for name, rows in (("dev", dev), ("test", test))}
    for name, values in logits.items():
        if values is not None:
            if not numpy.isfinite(values).all():
                raise TrainerError(f"the trained model's logits of {name} are not all finite numbers: the training has diverged. Lower its rates")
            write_whole(os.path.join(folder, f"{name}.f32"), lambda f: f.write(values.astype("<f4").tobytes()))
    model = training.model.cpu().eval()
    tensors = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
    ranges = {"float32": None}
    if request.hyperparameters.int8:
        ranges["int8"] = activation_ranges(model, sample(train, request.seed))
    for kind, seen in ranges.items():
        write_graph(folder, f"{kind}/model.onnx", graph.classifier(training.shape, tensors, len(request.labels), limit, seen))
    write_config(folder, config, request, training.shape)
    return dict(float32="float32/model.onnx", int8="int8/model.onnx" if "int8" in ranges else None,
                logits={name: None if values is None else f"{name}.f32" for name, values in logits.items()})


def write_graph(folder, name, model):
    if model.ByteSize() >= 2**31:
        raise TrainerError(f"{name} would have {model.ByteSize():,} bytes; one ONNX file holds 2 GiB. Take a smaller base model")
    onnx.checker.check_model(model)
    path = os.path.join(folder, *name.split("/"))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    write_whole(path, lambda f: f.write(model.SerializeToString()))
    emit("export", file=name)


def sample(train, seed):
    """Row numbers of texts, those of one length together, so that they need no padding."""
    rows = numpy.random.default_rng(seed).permutation(len(train))[:TEXTS_FOR_RANGES]
    lengths = train.lengths[rows]
    return [(train, rows[lengths == length]) for length in numpy.unique(lengths)]


@torch.no_grad()
def activation_ranges(model, groups):
    """(lowest, highest) value that each linear layer of the encoder reads, over all the texts."""
    ranges, hooks = {}, []

    def watch(site, module):
        def look(_, inputs):
            x = encoder.limited(inputs[0], model.limit)
            low, high = ranges.get(site, (0.0, 0.0))
            ranges[site] = (min(low, x.min().item()), max(high, x.max().item()))
        hooks.append(module.register_forward_pre_hook(look))

    for i, layer in enumerate(model.layers):
        for site, module in (("attention.qkv", layer.attention), ("attention.output", layer.attention.output),
                             ("intermediate", layer.intermediate), ("output", layer.output)):
            watch(f"encoder.layer.{i}.{site}", module)
    for dataset, rows in groups:
        stop_if_asked()
        for i in range(0, len(rows), 32):
            model(*pad(dataset, rows[i:i + 32], 0))
    for hook in hooks:
        hook.remove()
    return ranges


def write_config(folder, config, request, shape):
    """Hugging Face's config.json of the classifier; the training's own settings stay in the request."""
    config = dict(config)
    for key in ("_name_or_path", "gradient_checkpointing", "use_cache", "transformers_version", "torch_dtype", "dtype"):
        config.pop(key, None)
    config.update({
        "architectures": [CLASSES[config["model_type"]]],
        "attention_dropout" if shape.kind == "distilbert" else "attention_probs_dropout_prob": 0.0,
        "dropout" if shape.kind == "distilbert" else "hidden_dropout_prob": request.hyperparameters.hidden_dropout,
        "pad_token_id": config.get("pad_token_id", request.pad_id),
        "problem_type": f"{request.kind}_classification",
        "vocab_size": shape.vocabulary,
        "id2label": {str(i): name for i, name in enumerate(request.labels)},
        "label2id": {name: i for i, name in enumerate(request.labels)}})
    text = json.dumps(config, indent=2, ensure_ascii=False) + "\n"
    write_whole(os.path.join(folder, "config.json"), lambda f: f.write(text.encode()))
