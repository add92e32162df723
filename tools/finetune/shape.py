"""What an encoder is made of, read from Hugging Face's config.json of a BERT, RoBERTa or DistilBERT."""

import dataclasses
import json
import os
import re

from errors import TrainerError

# model_type -> the class name that Hugging Face gives the classifier
CLASSES = {"bert": "BertForSequenceClassification", "roberta": "RobertaForSequenceClassification",
           "xlm-roberta": "XLMRobertaForSequenceClassification", "camembert": "CamembertForSequenceClassification",
           "distilbert": "DistilBertForSequenceClassification"}

# DistilBERT's names of the same things
DISTILBERT = dict(hidden_size="dim", intermediate_size="hidden_dim", num_hidden_layers="n_layers", num_attention_heads="n_heads",
                  hidden_act="activation")


@dataclasses.dataclass(frozen=True)
class Shape:
    kind: str           # "bert", "roberta" or "distilbert": whose tensor names
    vocabulary: int     # rows of the word table
    positions: int      # tokens a text may have
    offset: int         # rows before the first position's: RoBERTa counts from padding_idx + 1
    types: int          # token types; 0: the graph has no such input
    hidden: int
    inner: int
    layers: int
    heads: int
    epsilon: float      # LayerNorm's
    deviation: float    # of a new weight


def read_config(folder):
    path = os.path.join(folder, "config.json")
    try:
        with open(path, encoding="utf-8") as f:
            config = json.load(f)
    except OSError as error:
        raise TrainerError(f"cannot read {path}: {error.strerror}. The base is a Hugging Face folder or a bundle of ours") from None
    except ValueError as error:
        raise TrainerError(f"{path} is not JSON: {error}") from None
    if not isinstance(config, dict):
        raise TrainerError(f"{path}: expected an object")
    return config


def read_shape(config, where):
    model_type = config.get("model_type")
    if model_type not in CLASSES:
        raise TrainerError(f"{where}: model_type is {model_type!r}; this trainer knows {', '.join(CLASSES)}")
    kind = model_type if model_type in ("bert", "distilbert") else "roberta"

    def integer(name, default=None):
        name = DISTILBERT.get(name, name) if kind == "distilbert" else name
        value = config.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise TrainerError(f"{where}: '{name}' must be a whole number, not {value!r}")
        return value

    def number(name, default):
        value = config.get(name, default)
        if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value < 1:
            raise TrainerError(f"{where}: '{name}' must be a number from 0 to below 1, not {value!r}")
        return float(value)

    activation = config.get("activation" if kind == "distilbert" else "hidden_act", "gelu")
    if activation != "gelu":
        raise TrainerError(f"{where}: the activation is {activation!r}; this trainer knows gelu")
    if config.get("position_embedding_type", "absolute") != "absolute":
        raise TrainerError(f"{where}: position_embedding_type is {config['position_embedding_type']!r}; this trainer knows absolute")

    types = integer("type_vocab_size", 2 if kind == "bert" else 1) if kind != "distilbert" else 0
    offset = integer("pad_token_id", 1) + 1 if kind == "roberta" else 0
    shape = Shape(
        kind=kind, vocabulary=integer("vocab_size"), positions=integer("max_position_embeddings") - offset, offset=offset,
        types=types if types > 1 else 0,
        hidden=integer("hidden_size"), inner=integer("intermediate_size"), layers=integer("num_hidden_layers"),
        heads=integer("num_attention_heads"), epsilon=number("layer_norm_eps", 1e-12),
        deviation=number("initializer_range", 0.02))
    if min(shape.vocabulary, shape.positions, shape.hidden, shape.inner, shape.layers, shape.heads) < 1 or shape.hidden % shape.heads:
        raise TrainerError(f"{where}: no encoder has these sizes: {shape}")
    return shape


def parameter_shapes(shape):
    """Every tensor of the encoder (encoder.py) by name."""
    hidden, sizes = shape.hidden, {}

    def linear(name, inputs, outputs):
        sizes[f"{name}.weight"], sizes[f"{name}.bias"] = (outputs, inputs), (outputs,)

    def norm(name):
        sizes[f"{name}.weight"] = sizes[f"{name}.bias"] = (hidden,)

    sizes["words.weight"], sizes["positions.weight"] = (shape.vocabulary, hidden), (shape.positions, hidden)
    if shape.types:
        sizes["types.weight"] = (shape.types, hidden)
    norm("norm")
    for i in range(shape.layers):
        layer = f"layers.{i}."
        linear(f"{layer}attention.qkv", hidden, 3 * hidden)
        linear(f"{layer}attention.output", hidden, hidden)
        norm(f"{layer}attention.norm")
        linear(f"{layer}intermediate", hidden, shape.inner)
        linear(f"{layer}output", shape.inner, hidden)
        norm(f"{layer}norm")
    return sizes


def sought(shape, names):
    """parameter_shapes, with no more than one layer that a file of these names lacks: a config.json may claim millions."""
    layers = {found[1] for found in (re.search(r"layer\.(\d+)\.", name) for name in names) if found}
    return parameter_shapes(dataclasses.replace(shape, layers=min(shape.layers, len(layers) + 1)))
