"""A word table of which only some rows are trained."""

import torch
from torch import nn
from torch.nn import functional as F


class WordTable(nn.Module):
    """The rows of tokens that the training texts hold are a parameter, the others stay as they came.

    For those others, a gradient and Adam's moments would be zeros to clear, add up and save: of a multilingual model, most of its weights.
    """

    def __init__(self, table, used):
        """table: [tokens, H]; used: the ids, each once."""
        super().__init__()
        self.weight = nn.Parameter(table[used].clone())
        self.register_buffer("used", used, persistent=False)
        self.register_buffer("table", table.detach(), persistent=False)
        self.register_buffer("rows", torch.full((len(table),), -1, dtype=torch.int64), persistent=False)
        self.rows[used] = torch.arange(len(used))

    def forward(self, ids):
        rows = self.rows[ids]
        if self.training:
            return F.embedding(rows, self.weight)
        return torch.where(rows[..., None] >= 0, F.embedding(rows.clamp(min=0), self.weight), F.embedding(ids, self.table))

    def whole(self):
        """All rows as an ordinary embedding."""
        table = self.table.clone()
        table[self.used] = self.weight.detach()
        return nn.Embedding.from_pretrained(table)
