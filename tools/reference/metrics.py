#!/usr/bin/env python3
"""Writes the figures that scikit-learn gives for seeded random labels and scores; the tests compare ours with them.

    python3 tools/reference/metrics.py tests/EmotionOnnx.Training.Tests/Fixtures/sklearn.json

Needs numpy, scipy and scikit-learn (Debian: python3-sklearn; 1.2.1 made the committed file).
"""
import json
import sys
import warnings

import numpy as np
import sklearn
from scipy.optimize import minimize_scalar
from scipy.special import expit, softmax
from sklearn.calibration import calibration_curve
from sklearn.metrics import accuracy_score, brier_score_loss, log_loss, precision_recall_curve, precision_recall_fscore_support

warnings.filterwarnings("ignore")  # zero_division: the default, 0, is what we want
BINS = 15
FLOORS = [0.5, 0.75, 0.9, 1.0]
GROUPS = ["up", "down", "up", "flat", "down", "flat"]


def decimals(values):
    """The four decimals that float32 values were rounded to, without the digits that float64 adds to them."""
    return values.astype(np.float64).round(4).tolist()


def averages(gold, predicted, **labels):
    each = precision_recall_fscore_support(gold, predicted, average=None, **labels)
    result = {"precision": each[0].tolist(), "recall": each[1].tolist(), "f1": each[2].tolist(), "support": each[3].tolist()}
    for average in ["macro", "micro", "weighted"]:
        result[average] = list(precision_recall_fscore_support(gold, predicted, average=average, **labels)[:3])
    result["exact_match"] = accuracy_score(gold, predicted)
    return {name: value if isinstance(value, list) else float(value) for name, value in result.items()}


def calibration_error(gold, scores):
    """The bins are scikit-learn's; it does not give their sizes, and leaves out empty ones."""
    held, said = calibration_curve(gold, scores, n_bins=BINS)
    sizes = bin_sizes(scores)
    return float(np.sum(sizes[sizes > 0] / len(scores) * np.abs(held - said)))


def bin_sizes(scores):
    return np.bincount(np.searchsorted(np.linspace(0, 1, BINS + 1)[1:-1], scores), minlength=BINS)


def reliability(gold, scores):
    """Each bin that is not empty: its number, its size, what was said in the mean, what holds."""
    held, said = calibration_curve(gold, scores, n_bins=BINS)
    sizes = bin_sizes(scores)
    return [[int(i), int(sizes[i]), float(said[n]), float(held[n])] for n, i in enumerate(np.flatnonzero(sizes))]


def best_recall(gold, scores, floor):
    """The highest recall with a precision that reaches the floor; 0 where none does. The curve's last point is no threshold."""
    precision, recall, _ = precision_recall_curve(gold, scores)
    return float(max([r for p, r in zip(precision[:-1], recall[:-1]) if p >= floor], default=0))


def best_f1(gold, scores):
    precision, recall, _ = precision_recall_curve(gold, scores)
    total = precision + recall
    return float(np.max(np.where(total > 0, 2 * precision * recall / np.where(total > 0, total, 1), 0)))


def best_temperature(loss):
    return float(np.exp(minimize_scalar(loss, bounds=(np.log(0.05), np.log(20)), method="bounded", options={"xatol": 1e-8}).x))


def multi_label(rng, rows=160, columns=6):
    gold = rng.random((rows, columns)) < [0.4, 0.2, 0.1, 0.05, 0.3, 0]  # the last one never holds
    logits = (rng.normal(0, 2, (rows, columns)) + np.where(gold, 1.5, -2.5)).round(3).astype(np.float32)
    scores = expit(logits).round(4).astype(np.float32)
    thresholds = np.array([0.5, 0.3, 0.25, 0.99, 0.6, 0.7], dtype=np.float32)  # the fourth is hardly ever found
    predicted = scores >= thresholds
    names = list(dict.fromkeys(GROUPS))

    def roll_up(matrix):
        return np.stack([matrix[:, [i for i, g in enumerate(GROUPS) if g == name]].any(axis=1) for name in names], axis=1)

    flat = gold.ravel(), scores.ravel().astype(np.float64)
    held = [i for i in range(columns) if gold[:, i].any()]
    temperature = best_temperature(lambda t: log_loss(gold.ravel(), expit(logits.ravel().astype(np.float64) / np.exp(t)), eps=1e-15))
    return {
        "gold": gold.astype(int).tolist(), "logits": decimals(logits), "scores": decimals(scores), "thresholds": decimals(thresholds),
        "report": averages(gold, predicted),
        "ece": calibration_error(*flat), "brier": float(brier_score_loss(*flat)),
        "groups": GROUPS, "group_names": names, "group_report": averages(roll_up(gold), roll_up(predicted)),
        "reliability": reliability(*flat),
        "best_recall": {str(floor): [best_recall(gold[:, i], scores[:, i], floor) for i in held] for floor in FLOORS},
        "best_f1": {str(i): best_f1(gold[:, i], scores[:, i]) for i in held}, "best_micro_f1": best_f1(*flat),
        "temperature": temperature,
        "loss_before": log_loss(gold.ravel(), expit(logits.ravel().astype(np.float64))),
        "loss_after": log_loss(gold.ravel(), expit(logits.ravel().astype(np.float64) / temperature)),
    }


def single_label(rng, rows=120, columns=4):
    gold = rng.choice(columns, rows, p=[0.5, 0.3, 0.15, 0.05])
    logits = (rng.normal(0, 3, (rows, columns)) + 2 * np.eye(columns)[gold]).round(3).astype(np.float32)
    wide = logits.astype(np.float64)
    labels = list(range(columns))
    hot = np.eye(columns)[gold].ravel()
    temperature = best_temperature(lambda t: log_loss(gold, softmax(wide / np.exp(t), axis=1), labels=labels))
    return {
        "gold": np.eye(columns, dtype=int)[gold].tolist(), "logits": decimals(logits),
        "report": averages(gold, logits.argmax(axis=1), labels=labels),
        "temperature": temperature,
        "ece_before": calibration_error(hot, softmax(wide, axis=1).ravel()), "ece_after": calibration_error(hot, softmax(wide / temperature, axis=1).ravel()),
        "loss_before": log_loss(gold, softmax(wide, axis=1), labels=labels),
        "loss_after": log_loss(gold, softmax(wide / temperature, axis=1), labels=labels),
    }


def main():
    rng = np.random.default_rng(20240229)
    result = {"scikit_learn": sklearn.__version__, "multi_label": multi_label(rng), "single_label": single_label(rng)}
    text = json.dumps(result)
    with open(sys.argv[1], "w", newline="\n") as file:
        file.write(text.replace("], [", "],\n[").replace(', "', ',\n"') + "\n")


if __name__ == "__main__":
    main()
