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
    return 1 / (1 + numpy.exp(-logits.astype(numpy.float64)))


def report(dev_logits, dev_targets, test_logits, test_targets):
    """(macro-F1, micro-F1, F1 per label) on test, thresholds from dev."""
    predicted = sigmoid(test_logits) >= best_thresholds(sigmoid(dev_logits), dev_targets)
    per_label = f1_scores(predicted, test_targets)
    return per_label.mean(), micro_f1(predicted, test_targets), per_label
