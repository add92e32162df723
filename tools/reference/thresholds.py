#!/usr/bin/env python3
"""Whether thresholds hold elsewhere: tuned on a random half of labelled texts, measured on the other, for several shares of the probabilities.

    emotion batch dev.tsv --all -o dev.csv
    python3 tools/reference/thresholds.py dev.csv [SPLITS]

The file is what emotion batch writes, with a column for each label's score; the gold labels are in input.labels. A label's threshold is the one with
the highest F1 on the half, a text counting as (1 - share) of its label and share of its probability. Needs numpy.
"""
import csv
import sys

import numpy as np

SHARES = [0, 0.1, 0.25, 0.5, 0.75, 1]


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    names = header[header.index("truncated") + 1:]
    gold = header.index("input.labels")
    scores = np.array([row[-len(names):] for row in rows], float)
    return scores, np.array([[name in row[gold].split(",") for name in names] for row in rows])


def tune(scores, gold, share):
    thresholds = []
    for p, y in zip(scores.T, gold.T):
        order = np.argsort(-p)
        p, held = p[order], ((1 - share) * y + share * p)[order]
        f1 = 2 * held.cumsum() / (np.arange(1, len(p) + 1) + held.sum())
        f1[:-1][p[:-1] == p[1:]] = -1  # no threshold passes between equal scores
        best = f1.argmax()
        thresholds.append((p[best] + (p[best + 1] if best + 1 < len(p) else 0)) / 2)
    return np.array(thresholds)


def macro_f1(scores, gold, thresholds):
    found = scores >= thresholds
    return (2 * (found & gold).sum(0) / np.maximum(1, found.sum(0) + gold.sum(0))).mean()


def main(path, splits=40):
    scores, gold = read(path)
    random, results = np.random.default_rng(1), []
    for _ in range(splits):
        half = random.random(len(scores)) < 0.5
        results.append([[macro_f1(scores[~h], gold[~h], tune(scores[h], gold[h], share)) for share in SHARES] for h in (half, ~half)])
    results = np.array(results).mean(1)
    print(f"{len(scores)} texts, {gold.shape[1]} labels, {splits} divisions in halves")
    print("share\tmacro-F1\tmore than share 0\tstandard error of that")
    for i, share in enumerate(SHARES):
        gain = results[:, i] - results[:, 0]
        print(f"{share}\t{results[:, i].mean():.4f}\t{gain.mean():+.4f}\t{gain.std(ddof=1) / splits ** 0.5:.4f}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], *map(int, sys.argv[2:]))
