"""Labelled texts: a TSV with the columns `text` and `labels` (several labels separated by commas)."""

import csv

import numpy


def read_tsv(path):
    with open(path, encoding="utf-8", newline="") as f:
        rows = csv.DictReader(f, delimiter="\t")
        if not {"text", "labels"} <= set(rows.fieldnames or []):
            raise SystemExit(f"{path}: expected the columns text and labels, got {rows.fieldnames}")
        texts, labels = [], []
        for row in rows:
            if row["text"] is None or not row["labels"]:
                raise SystemExit(f"{path}, line {rows.line_num}: a row without text or labels")
            texts.append(row["text"])
            labels.append(row["labels"].split(","))
    return texts, labels


def label_names(labels):
    """Alphabetical, neutral last: the order of GoEmotions' own labels.txt."""
    return sorted({name for row in labels for name in row}, key=lambda name: (name == "neutral", name))


def targets(labels, names, path):
    index, matrix = {name: i for i, name in enumerate(names)}, numpy.zeros((len(labels), len(names)), numpy.float32)
    for row, present in enumerate(labels):
        for name in present:
            if name not in index:
                raise SystemExit(f"{path}: the label '{name}' is not among the training labels {', '.join(names)}")
            matrix[row, index[name]] = 1
    return matrix


def shuffled_batches(lengths, batch_size, seed, epoch):
    """Row numbers, batch by batch, a function of (seed, epoch) alone, so that a resumed run sees the same batches.

    Rows of similar length go together (sorted inside pools of 50 batches), which saves most of the padding and stays random.
    """
    random = numpy.random.default_rng([seed, epoch])
    order, pool = random.permutation(len(lengths)), 50 * batch_size
    pools = [order[i:i + pool] for i in range(0, len(order), pool)]
    order = numpy.concatenate([p[numpy.argsort(lengths[p], kind="stable")] for p in pools])
    batches = [order[i:i + batch_size] for i in range(0, len(order), batch_size)]
    return [batches[i] for i in random.permutation(len(batches))]


def sorted_batches(lengths, batch_size):
    order = numpy.argsort(-lengths, kind="stable")
    return [order[i:i + batch_size] for i in range(0, len(order), batch_size)]


def pad(rows, pad_id):
    """(ids, attention mask), int64 [batch, longest]."""
    ids = numpy.full((len(rows), max(map(len, rows))), pad_id, numpy.int64)
    mask = numpy.zeros_like(ids)
    for i, row in enumerate(rows):
        ids[i, :len(row)] = row
        mask[i, :len(row)] = 1
    return ids, mask
