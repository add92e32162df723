"""The average of the weights over the steps of a training."""

import contextlib

import torch

ETA = 8  # step n counts as about n^ETA: at the end of a run its last ninth decides, however long it was


class WeightAverage:
    """Polynomial-decay averaging (Shamir and Zhang 2013): a_n = (n - 1) / (n + ETA) a_(n-1) + (ETA + 1) / (n + ETA) w_n."""

    def __init__(self, model):
        self.parameters = list(model.parameters())
        self.averages = [p.detach().clone() for p in self.parameters]

    @torch.no_grad()
    def add(self, step):
        """step: of the weights as they are now, counted from 1."""
        for average, p in zip(self.averages, self.parameters):
            average.lerp_(p, (ETA + 1) / (step + ETA))

    @contextlib.contextmanager
    def in_place(self):
        """The model has the averages as its weights."""
        self._exchange()
        try:
            yield
        finally:
            self._exchange()

    def restore(self, averages):
        for mine, saved in zip(self.averages, averages):
            mine.copy_(saved)

    def _exchange(self):
        for i, p in enumerate(self.parameters):
            p.data, self.averages[i] = self.averages[i], p.data
