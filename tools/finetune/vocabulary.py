"""Rows for tokens that the base model does not know, emoji for instance."""

import dataclasses

import torch

from errors import TrainerError


def extend(tensors, shape, request):
    """(tensors, shape) with a row for every added token: the mean of the rows of its pieces, which are those of its name."""
    words, known = tensors["words.weight"], shape.vocabulary
    rows = max([known] + [token.id + 1 for token in request.added_tokens])
    if request.vocabulary_size and request.vocabulary_size > rows:
        raise TrainerError(f"the tokenizer has {request.vocabulary_size} tokens, the base model {known}: this is not the base model's tokenizer")
    table = torch.cat([words, words.mean(0, keepdim=True).repeat(rows - known, 1)])
    seen = set()
    for token in request.added_tokens:
        if token.id in seen:
            raise TrainerError(f"added_tokens: the id {token.id} is there twice")
        seen.add(token.id)
        if any(piece >= known for piece in token.pieces):
            raise TrainerError(f"added_tokens: '{token.token}' has the piece {max(token.pieces)}; the base model has {known} tokens")
        # A token without a name starts from the mean of all.
        table[token.id] = words[token.pieces].mean(0) if token.pieces else words.mean(0)
    gap = sorted(set(range(known, rows)) - seen)
    if gap:
        raise TrainerError(f"added_tokens: no token has the id {gap[0]}, though ids up to {rows - 1} are used")
    return {**tensors, "words.weight": table}, dataclasses.replace(shape, vocabulary=rows)
