"""Which rows go together, and how they are padded."""

import numpy
import torch


def shuffled(lengths, batch_size, seed, epoch):
    """Row numbers, batch by batch, a function of (seed, epoch) alone, so that a resumed run sees the same batches.

    Rows of similar length go together (sorted inside pools of 50 batches), which saves most of the padding and stays random.
    """
    random = numpy.random.default_rng([seed, epoch])
    order, pool = random.permutation(len(lengths)), 50 * batch_size
    pools = [order[i:i + pool] for i in range(0, len(order), pool)]
    order = numpy.concatenate([p[numpy.argsort(lengths[p], kind="stable")] for p in pools])
    batches = [order[i:i + batch_size] for i in range(0, len(order), batch_size)]
    return [batches[i] for i in random.permutation(len(batches))]


def mixed(lengths_of_sets, batch_size, seed, epoch):
    """(data set, rows) of every batch of an epoch, the batches of all the sets in one random order."""
    batches = [(number, rows) for number, lengths in enumerate(lengths_of_sets) for rows in shuffled(lengths, batch_size, seed, epoch)]
    if len(lengths_of_sets) == 1:
        return batches
    return [batches[i] for i in numpy.random.default_rng([seed, epoch, 1]).permutation(len(batches))]


def by_length(lengths, batch_size):
    order = numpy.argsort(-lengths, kind="stable")
    return [order[i:i + batch_size] for i in range(0, len(order), batch_size)]


def pad(dataset, rows, pad_id, device="cpu"):
    """(ids, attention mask, token types or None), int64 [rows, longest]."""
    ids = numpy.full((len(rows), max(len(dataset.ids[row]) for row in rows)), pad_id, numpy.int64)
    mask = numpy.zeros_like(ids)
    types = numpy.zeros_like(ids) if any(dataset.types[row] is not None for row in rows) else None
    for i, row in enumerate(rows):
        length = len(dataset.ids[row])
        ids[i, :length] = dataset.ids[row]
        mask[i, :length] = 1
        if dataset.types[row] is not None:
            types[i, :length] = dataset.types[row]
    return tuple(None if array is None else torch.from_numpy(array).to(device) for array in (ids, mask, types))
