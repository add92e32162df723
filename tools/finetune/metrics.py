"""F1 over labels and the thresholds that maximise it on a development split."""

import numpy


def f1_scores(predicted, targets):
    """F1 of every label; 0 where a label is neither predicted nor present, as scikit-learn counts it."""
    hits = (predicted & (targets > 0)).sum(0)
    total = predicted.sum(0) + (targets > 0).sum(0)
    return 2 * hits / numpy.maximum(total, 1)


def micro_f1(predicted, targets):
    return 2 * (predicted & (targets > 0)).sum() / max(1, predicted.sum() + (targets > 0).sum())


def best_thresholds(scores, targets):
    """Per label, the cut between two neighbouring scores at which F1 is highest."""
    thresholds = numpy.empty(scores.shape[1])
    for label in range(scores.shape[1]):
        order = numpy.argsort(-scores[:, label], kind="stable")
        ranked, truth = scores[order, label], targets[order, label]
        f1 = 2 * truth.cumsum() / (numpy.arange(len(truth)) + 1 + max(1, truth.sum()))
        f1[:-1][ranked[:-1] == ranked[1:]] = -1  # no cut between equal scores
        cut = f1.argmax()
        below = ranked[cut + 1] if cut + 1 < len(ranked) else 0
        thresholds[label] = (ranked[cut] + below) / 2
    return thresholds


def sigmoid(logits):
    return 0.5 * (1 + numpy.tanh(0.5 * logits.astype(numpy.float64)))  # as 1 / (1 + exp(-x)), without its overflow


def evaluate(logits, targets, kind):
    """macro_f1, micro_f1 and loss (cross-entropy without options); where a text may have several labels, with the best thresholds
    for these very rows: a figure to choose an epoch by, not one to publish."""
    z = logits.astype(numpy.float64)
    if kind == "single_label":
        predicted = numpy.eye(targets.shape[1], dtype=bool)[z.argmax(1)]
        loss = (numpy.logaddexp.reduce(z, axis=1) - (z * targets).sum(1)).mean()
    else:
        scores = sigmoid(z)
        predicted = scores >= best_thresholds(scores, targets)
        loss = (numpy.logaddexp(0, z) - z * targets).mean()
    return dict(macro_f1=float(f1_scores(predicted, targets).mean()), micro_f1=float(micro_f1(predicted, targets)), loss=float(loss))
