"""Writes a trained classifier as a bundle with an int8 graph, and beside it in float32. See README.md beside this file.

    python3 tools/finetune/export.py --trained DIR --data DIR --base DIR --out models/emotion-en

DIR of --trained is train.py's --out: weights.pt is read there and the float32 model.onnx is written there.
"""

import json
import os
import shutil
import sys

import numpy
import onnx
import torch

import corpus
import encoder
import graph
from settings import read_settings
from wordpiece import WordPiece

defaults = dict(
    trained="",               # weights.pt; gets the float32 bundle
    data="",                  # train.tsv, for the ranges of the activations
    base="",                  # vocab.txt and the tokenizer's files
    out="",                   # gets the int8 bundle
    texts=1024,               # so many training texts tell the ranges
    seed=1,
)


def main(arguments):
    s = read_settings(defaults, arguments)
    for key in ("trained", "data", "base", "out"):
        if not getattr(s, key):
            raise SystemExit(f"--{key} is missing")
    weights = torch.load(os.path.join(s.trained, "weights.pt"))
    ranges = activation_ranges(weights, sample(s))
    for folder, model in ((s.trained, graph.classifier(weights)), (s.out, graph.classifier(weights, ranges))):
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, "model.onnx")
        onnx.save(model, path + ".part")
        os.replace(path + ".part", path)
        write_config(folder, weights)
        copy_tokenizer(s.base, folder)
        print(f"{path}: {os.path.getsize(path):,} bytes")


def sample(s):
    texts, _ = corpus.read_tsv(os.path.join(s.data, "train.tsv"))
    tokenizer = WordPiece(os.path.join(s.base, "vocab.txt"))
    rows = numpy.random.default_rng(s.seed).permutation(len(texts))[:s.texts]
    return [tokenizer.encode(texts[row], 512) for row in rows]


@torch.no_grad()
def activation_ranges(weights, texts):
    """(lowest, highest) value that each linear layer of the encoder reads, over all the texts, one by one: without padding."""
    model = encoder.Classifier(weights["config"], len(weights["labels"]))
    model.load_state_dict(weights["model"])
    model.eval()
    ranges = {}

    def watch(site, module):
        def look(_, inputs):
            x = encoder.limited(inputs[0], weights["config"])
            low, high = ranges.get(site, (0.0, 0.0))
            ranges[site] = (min(low, x.min().item()), max(high, x.max().item()))
        module.register_forward_pre_hook(look)

    for i, layer in enumerate(model.layers):
        for site, module in (("attention.qkv", layer.attention), ("attention.output", layer.attention.output),
                             ("intermediate", layer.intermediate), ("output", layer.output)):
            watch(f"encoder.layer.{i}.{site}", module)
    for ids in texts:
        model(torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.int64))
    return ranges


def write_config(folder, weights):
    """Hugging Face's config.json of the classifier; the training's own settings stay in the recipe."""
    config, labels = dict(weights["config"]), weights["labels"]
    for key in ("_name_or_path", "activation_limit", "gradient_checkpointing", "use_cache", "transformers_version"):
        config.pop(key, None)
    config.update(architectures=["BertForSequenceClassification"], attention_probs_dropout_prob=0.0,
                  problem_type="multi_label_classification", id2label={str(i): name for i, name in enumerate(labels)},
                  label2id={name: i for i, name in enumerate(labels)})
    write_json(os.path.join(folder, "config.json"), config)


def copy_tokenizer(base, folder):
    """The base model's files; without the padding to 128 that its tokenizer.json asks for: batches are padded to their longest."""
    with open(os.path.join(base, "tokenizer.json"), encoding="utf-8") as f:
        tokenizer = json.load(f)
    tokenizer.update(truncation=None, padding=None)
    with open(os.path.join(folder, "tokenizer.json"), "w", encoding="utf-8", newline="\n") as f:
        json.dump(tokenizer, f, ensure_ascii=False, separators=(",", ":"))
    for name in ("tokenizer_config.json", "special_tokens_map.json"):
        shutil.copyfile(os.path.join(base, name), os.path.join(folder, name))


def write_json(path, content):
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        json.dump(content, f, indent=2)
        f.write("\n")


if __name__ == "__main__":
    main(sys.argv[1:])
