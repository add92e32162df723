"""Labelled texts as token ids, one JSON object a line. The caller has tokenized them."""

import json
import os

import numpy

from errors import TrainerError


class Dataset:
    """ids: an array per row; types: the same or None for a row of zeros; targets: float32 [rows, labels] of 0 and 1."""

    def __init__(self, ids, types, targets):
        self.ids, self.types, self.targets = ids, types, targets
        self.lengths = numpy.array([len(row) for row in ids])
        self.teacher = None  # float32 [rows, labels], probabilities

    def __len__(self):
        return len(self.ids)


def read_dataset(path, labels, kind, shape, max_tokens):
    ids, types, rows = [], [], []
    try:
        with open(path, encoding="utf-8-sig") as f:
            for number, line in enumerate(f, 1):
                if line.isspace():
                    continue
                try:
                    row = json.loads(line)
                    row_ids, row_types, row_labels = _row(row, len(labels), kind, shape, max_tokens)
                except ValueError as error:
                    raise TrainerError(f"{path}, line {number}: {error}") from None
                ids.append(row_ids)
                types.append(row_types)
                rows.append(row_labels)
    except OSError as error:
        raise TrainerError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise TrainerError(f"{path} is not UTF-8: {error}") from None
    if not ids:
        raise TrainerError(f"{path} has no rows")
    targets = numpy.zeros((len(ids), len(labels)), numpy.float32)
    for row, present in enumerate(rows):
        targets[row, present] = 1
    return Dataset(ids, types, targets)


def _row(row, labels, kind, shape, max_tokens):
    if not isinstance(row, dict) or "ids" not in row or "labels" not in row:
        raise ValueError("expected an object with ids and labels")
    ids, present = _integers(row["ids"], "ids", shape.vocabulary), _integers(row["labels"], "labels", labels)
    if not 0 < len(ids) <= max_tokens:
        raise ValueError(f"{len(ids)} ids; expected 1 to {max_tokens} (max_tokens)")
    if kind == "single_label" and len(present) != 1:
        raise ValueError(f"{len(present)} labels; single_label wants one")
    if "type_ids" not in row:
        return ids, None, present
    if not shape.types and any(row["type_ids"]):
        raise ValueError("type_ids, though the base model has no token types")
    types = _integers(row["type_ids"], "type_ids", max(shape.types, 1))
    if len(types) != len(ids):
        raise ValueError(f"{len(types)} type_ids for {len(ids)} ids")
    return ids, types if types.any() else None, present


def _integers(values, what, bound):
    if not isinstance(values, list) or not all(type(value) is int for value in values):
        raise ValueError(f"{what}: expected a list of whole numbers")
    if values and not 0 <= min(values) <= max(values) < bound:
        raise ValueError(f"{what}: {min(values)} to {max(values)} is not within 0 to {bound - 1}")
    return numpy.array(values, numpy.int64)


def check_labels(dataset, labels, kind, path):
    """Stops where there is nothing to tell apart."""
    counts = dataset.targets.sum(0)
    if kind == "single_label" and (counts > 0).sum() < 2:
        raise TrainerError(f"{path}: all {len(dataset)} rows have the label '{labels[int(counts.argmax())]}'; a classifier needs two at least")
    if ((counts == 0) | (counts == len(dataset))).all():
        raise TrainerError(f"{path}: no label tells one row from another: each is on all {len(dataset)} rows or on none")


def read_teachers(paths, dataset, kind, temperature):
    """The mean of the teachers' probabilities at this temperature, [rows, labels]."""
    mean = numpy.zeros(dataset.targets.shape)
    for path in paths:
        try:
            size = os.path.getsize(path)
            logits = numpy.fromfile(path, "<f4")
        except OSError as error:
            raise TrainerError(f"cannot read {path}: {error.strerror}") from None
        if size != 4 * mean.size:
            raise TrainerError(f"{path}: {size} bytes; expected {4 * mean.size}, float32 logits of {len(mean)} rows and {mean.shape[1]} labels")
        if not numpy.isfinite(logits).all():
            raise TrainerError(f"{path}: the logits of row {numpy.isfinite(logits).reshape(mean.shape).all(1).argmin() + 1} are not all finite")
        mean += _probabilities(logits.reshape(mean.shape).astype(numpy.float64) / temperature, kind) / len(paths)
    return mean.astype(numpy.float32)


def _probabilities(logits, kind):
    if kind == "multi_label":
        return 1 / (1 + numpy.exp(-logits))
    powers = numpy.exp(logits - logits.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)
