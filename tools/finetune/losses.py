"""What is minimised. B texts, L labels; targets are 0 and 1, float32 [B, L], also where a text has one label."""

import math

import torch
from torch.nn import functional as F


class Objective:
    """Cross-entropy (softmax over the labels, or sigmoid of each), with its options.

    - label smoothing s: the targets become t (1 - s) + s / L, or t (1 - s) + s / 2 for each label of several;
    - class weights: of the label a text has, or, where it may have several, of a label that is present (F.cross_entropy's weight
      and pos_weight of F.binary_cross_entropy_with_logits);
    - focal loss (Lin et al. 2017): each term times (1 - p)^gamma, p being the probability given to the right answer;
    - distillation (Hinton et al. 2015): (1 - w) of this and w of T^2 times the cross-entropy against the teachers' probabilities,
      both at temperature T.
    """

    def __init__(self, kind, hyperparameters, class_weights):
        h = hyperparameters
        self.single = kind == "single_label"
        self.weights = class_weights
        self.gamma = h.focal_gamma if h.loss == "focal" else 0.0
        self.smoothing = h.label_smoothing
        self.distillation, self.temperature = h.distillation_weight, h.distillation_temperature

    def divisor(self, targets):
        """By what the sum over a batch is divided to give its mean: its texts, or the sum of their weights.

        Infinity where all weigh 0: such a batch has nothing to teach. Label smoothing still gives its texts something of the labels
        that do weigh; PyTorch divides that by 0, and there is no other weight to measure it by.
        """
        return float((targets * self.weights).sum()) or math.inf if self.single else float(len(targets))

    def share(self, logits, targets, teacher, divisor, texts):
        """The part of a batch's loss that these rows of it make; divisor and texts are the whole batch's."""
        loss = self._hard(logits, targets).sum() / max(divisor, 1e-12)
        if teacher is None:
            return loss
        soft = self._soft(logits / self.temperature, teacher).sum() / texts * self.temperature ** 2
        return (1 - self.distillation) * loss + self.distillation * soft

    def _hard(self, logits, targets):
        s, weights = self.smoothing, self.weights.to(logits.device)
        if self.single:
            targets = targets * (1 - s) + s / targets.shape[1]
            log_p = F.log_softmax(logits, dim=1)
            return -(targets * weights * log_p * self._focus(log_p)).sum(1)
        targets = targets * (1 - s) + s / 2
        log_p, log_q = F.logsigmoid(logits), F.logsigmoid(-logits)
        return -(weights * targets * log_p * self._focus(log_p) + (1 - targets) * log_q * self._focus(log_q)).mean(1)

    def _focus(self, log_p):
        if not self.gamma:
            return 1.0
        # Where p is 1 to the last bit, a power below 1 has no gradient.
        return (1 - log_p.exp()).clamp(min=1e-7) ** self.gamma

    def _soft(self, logits, teacher):
        if self.single:
            return -(teacher * F.log_softmax(logits, dim=1)).sum(1)
        return -(teacher * F.logsigmoid(logits) + (1 - teacher) * F.logsigmoid(-logits)).mean(1)


def class_weights(setting, targets, kind):
    """float32 [L]. "balanced" is n / (labels * count) where a text has one label (scikit-learn's), else negatives / positives."""
    labels = targets.shape[1]
    if isinstance(setting, list):
        return torch.tensor(setting, dtype=torch.float32)
    if setting == "none":
        return torch.ones(labels)
    counts = targets.sum(0, dtype="float64")
    weights = len(targets) / (labels * counts.clip(1)) if kind == "single_label" else (len(targets) - counts) / counts.clip(1)
    weights[(counts == 0) | (counts == len(targets))] = 1
    return torch.from_numpy(weights.astype("float32"))
