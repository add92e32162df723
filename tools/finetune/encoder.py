"""BERT as a multi-label classifier, in plain PyTorch. Shapes: B texts, T tokens, H hidden units, N heads, L labels."""

import json
import struct

import numpy
import torch
from torch import nn
from torch.nn import functional as F


def limited(x, config):
    """What a linear layer of the encoder reads. Without a limit, MiniLM keeps one unit of [CLS] near 30 and all else within 6, and
    int8, with one scale for all, has no levels left for the rest. Clamped while it trains, the model learns to do without.
    """
    limit = config["activation_limit"]
    return x.clamp(-limit, limit) if limit else x


class Attention(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        self.heads, hidden = config["num_attention_heads"], config["hidden_size"]
        self.qkv = nn.Linear(hidden, 3 * hidden)  # query, key and value in one product
        self.output = nn.Linear(hidden, hidden)
        self.norm = nn.LayerNorm(hidden, config["layer_norm_eps"])
        self.dropout = nn.Dropout(config["hidden_dropout_prob"])

    def forward(self, x, bias, rows):
        batch, tokens, hidden = x.shape
        query_weight, pair_weight = self.qkv.weight.split([hidden, 2 * hidden])
        query_bias, pair_bias = self.qkv.bias.split([hidden, 2 * hidden])
        residual = x[:, :rows]
        x = limited(x, self.config)
        query = F.linear(x[:, :rows], query_weight, query_bias)
        key, value = F.linear(x, pair_weight, pair_bias).split(hidden, dim=2)
        query, key, value = (y.view(batch, -1, self.heads, hidden // self.heads).transpose(1, 2) for y in (query, key, value))
        # Two plain products: on a CPU they are faster in training than scaled_dot_product_attention.
        weights = torch.softmax(query @ key.transpose(2, 3) / (hidden // self.heads) ** 0.5 + bias, dim=3)  # [B, N, rows, T]
        mixed = (weights @ value).transpose(1, 2).reshape(batch, -1, hidden)
        return self.norm(residual + self.dropout(self.output(limited(mixed, self.config))))


class Layer(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        self.attention = Attention(config)
        self.intermediate = nn.Linear(config["hidden_size"], config["intermediate_size"])
        self.output = nn.Linear(config["intermediate_size"], config["hidden_size"])
        self.norm = nn.LayerNorm(config["hidden_size"], config["layer_norm_eps"])
        self.dropout = nn.Dropout(config["hidden_dropout_prob"])

    def forward(self, x, bias, rows):
        x = self.attention(x, bias, rows)
        inner = F.gelu(self.intermediate(limited(x, self.config)))
        return self.norm(x + self.dropout(self.output(limited(inner, self.config))))


class Classifier(nn.Module):
    def __init__(self, config, labels):
        super().__init__()
        if config["model_type"] != "bert" or config["hidden_act"] != "gelu":
            raise SystemExit(f"expected a BERT encoder with gelu, got {config['model_type']} with {config['hidden_act']}")
        hidden = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], hidden)
        self.positions = nn.Embedding(config["max_position_embeddings"], hidden)
        self.types = nn.Embedding(config["type_vocab_size"], hidden)
        self.norm = nn.LayerNorm(hidden, config["layer_norm_eps"])
        self.dropout = nn.Dropout(config["hidden_dropout_prob"])
        self.layers = nn.ModuleList(Layer(config) for _ in range(config["num_hidden_layers"]))
        self.head = nn.Linear(hidden, labels)
        nn.init.normal_(self.head.weight, std=config["initializer_range"])
        nn.init.zeros_(self.head.bias)

    def forward(self, ids, mask):
        """Logits [B, L] of ids and attention mask [B, T] (token types all 0: single texts)."""
        x = self.words(ids) + self.positions.weight[:ids.shape[1]] + self.types.weight[0]
        x = self.dropout(self.norm(x))
        bias = (1 - mask[:, None, None, :].to(x.dtype)) * -1e4  # a finite number, so that bfloat16 holds it too
        for layer in self.layers[:-1]:
            x = layer(x, bias, rows=ids.shape[1])
        x = self.layers[-1](x, bias, rows=1)  # the head reads the first token alone
        return self.head(self.dropout(x[:, 0]))


# Hugging Face's tensor names -> ours. The pooler is left out: the head reads the raw first-token state.
HUGGING_FACE = {
    "embeddings.word_embeddings": "words", "embeddings.position_embeddings": "positions",
    "embeddings.token_type_embeddings": "types", "embeddings.LayerNorm": "norm"}
HUGGING_FACE_LAYER = {
    "attention.output.dense": "attention.output", "attention.output.LayerNorm": "attention.norm",
    "intermediate.dense": "intermediate", "output.dense": "output", "output.LayerNorm": "norm"}


def load_base(model, config, path):
    """Fills the encoder from a BertModel's model.safetensors; every tensor must be there in the right shape."""
    tensors, state = read_safetensors(path), model.state_dict()
    names = dict(HUGGING_FACE)
    for i in range(config["num_hidden_layers"]):
        names.update({f"encoder.layer.{i}.{theirs}": f"layers.{i}.{ours}" for theirs, ours in HUGGING_FACE_LAYER.items()})
        for kind in ("weight", "bias"):
            tensors[f"qkv.{i}.{kind}"] = torch.cat(
                [tensors[f"encoder.layer.{i}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")])
        names[f"qkv.{i}"] = f"layers.{i}.attention.qkv"
    loaded = {f"{ours}.{kind}": tensors[f"{theirs}.{kind}"]
              for theirs, ours in names.items() for kind in ("weight", "bias") if f"{theirs}.{kind}" in tensors}
    missing = set(state) - set(loaded) - {"head.weight", "head.bias"}
    if missing:
        raise SystemExit(f"{path} lacks what these need: {', '.join(sorted(missing))}")
    model.load_state_dict({**state, **loaded})


def read_safetensors(path):
    """8 bytes little-endian header length, that many bytes of JSON, raw little-endian tensors. Everything becomes float32."""
    with open(path, "rb") as f:
        header = json.loads(f.read(struct.unpack("<Q", f.read(8))[0]))
        data = f.read()
    types, tensors = {"F16": "<f2", "F32": "<f4"}, {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        if entry["dtype"] not in types:
            raise SystemExit(f"{path}: {name} is {entry['dtype']}; this reader knows F16 and F32")
        start, end = entry["data_offsets"]
        array = numpy.frombuffer(data[start:end], types[entry["dtype"]]).astype(numpy.float32)
        tensors[name] = torch.from_numpy(array).reshape(entry["shape"])
    return tensors
