"""A transformer encoder with linear heads, in plain PyTorch. Shapes: B texts, T tokens, H hidden units, N attention heads, L labels."""

import torch
from torch import nn
from torch.nn import functional as F


class Attention(nn.Module):
    def __init__(self, shape, dropout, limit):
        super().__init__()
        self.heads, self.limit = shape.heads, limit
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)  # query, key and value in one product
        self.output = nn.Linear(shape.hidden, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, bias, rows):
        batch, _, hidden = x.shape
        query_weight, pair_weight = self.qkv.weight.split([hidden, 2 * hidden])
        query_bias, pair_bias = self.qkv.bias.split([hidden, 2 * hidden])
        residual = x[:, :rows]
        x = limited(x, self.limit)
        query = F.linear(x[:, :rows], query_weight, query_bias)
        key, value = F.linear(x, pair_weight, pair_bias).split(hidden, dim=2)
        query, key, value = (y.view(batch, -1, self.heads, hidden // self.heads).transpose(1, 2) for y in (query, key, value))
        # Two plain products: on a CPU they are faster in training than scaled_dot_product_attention.
        weights = torch.softmax(query @ key.transpose(2, 3) / (hidden // self.heads) ** 0.5 + bias, dim=3)  # [B, N, rows, T]
        mixed = (weights @ value).transpose(1, 2).reshape(batch, -1, hidden)
        return self.norm(residual + self.dropout(self.output(limited(mixed, self.limit))))


class Layer(nn.Module):
    def __init__(self, shape, dropout, limit):
        super().__init__()
        self.limit = limit
        self.attention = Attention(shape, dropout, limit)
        self.intermediate = nn.Linear(shape.hidden, shape.inner)
        self.output = nn.Linear(shape.inner, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, bias, rows):
        x = self.attention(x, bias, rows)
        inner = F.gelu(self.intermediate(limited(x, self.limit)))
        return self.norm(x + self.dropout(self.output(limited(inner, self.limit))))


class Classifier(nn.Module):
    """BERT, RoBERTa and DistilBERT are one encoder once their weights are read (base.py): they differ in names and embeddings."""

    def __init__(self, shape, head_sizes, dropout=0.0, limit=0.0):
        super().__init__()
        self.limit = limit
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.types = nn.Embedding(shape.types, shape.hidden) if shape.types else None
        self.norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout, limit) for _ in range(shape.layers))
        self.heads = nn.ModuleList(nn.Linear(shape.hidden, size) for size in head_sizes)  # the first one is the one exported
        for head in self.heads:
            nn.init.normal_(head.weight, std=shape.deviation)
            nn.init.zeros_(head.bias)

    def forward(self, ids, mask, types=None, head=0):
        """Logits [B, L] of ids, attention mask and token types [B, T]; without types, all are 0."""
        x = self.words(ids) + self.positions.weight[:ids.shape[1]]
        if self.types is not None:
            x = x + (self.types.weight[0] if types is None else self.types(types))
        x = self.dropout(self.norm(x))
        bias = (1 - mask[:, None, None, :].to(x.dtype)) * -1e4  # a finite number, so that bfloat16 holds it too
        for layer in self.layers[:-1]:
            x = layer(x, bias, rows=ids.shape[1])
        x = self.layers[-1](x, bias, rows=1)  # the head reads the first token alone
        return self.heads[head](self.dropout(x[:, 0]))


def limited(x, limit):
    """What a linear layer of the encoder reads. Without a limit, MiniLM keeps one unit of [CLS] near 30 and all else within 6, and
    int8, with one scale for all, has no levels left for the rest. Clamped while it trains, the model learns to do without.
    """
    return x.clamp(-limit, limit) if limit else x
