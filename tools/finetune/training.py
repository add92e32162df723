"""The training loop. What it needs to go on stands in one dictionary, which a checkpoint holds."""

import contextlib
import math
import time

import numpy
import torch

import batches
import events
import metrics
from averaging import WeightAverage
from errors import TrainerError
from hardware import autocast, make_deterministic

STEPS_BETWEEN_EVENTS, SECONDS_BETWEEN_EVENTS = 50, 5.0
SECONDS_UNTIL_A_SIGN = 60.0  # of life, while a large dev or test split is measured: who says nothing for long counts as hanging

# Bytes that one batch may take on its way forward; a larger one goes through in parts. GoEmotions' batches with MiniLM never are.
ACTIVATIONS = dict(cpu=2 << 30, cuda=8 << 30)


class Training:
    """sets and objectives: the main data set first, then the auxiliary ones; head i of the model belongs to set i."""

    def __init__(self, request, shape, model, sets, objectives, dev, checkpoints, device, precision):
        self.request, self.h, self.shape = request, request.hyperparameters, shape
        self.model, self.sets, self.objectives, self.dev = model.to(device), sets, objectives, dev
        self.checkpoints, self.device, self.precision = checkpoints, device, precision
        self.optimizer = make_optimizer(model, self.h)
        self.average = WeightAverage(self.model) if self.h.average_weights else None
        self.steps_per_epoch = sum(math.ceil(len(s) / self.h.batch_size) for s in sets)
        self.steps = self.h.epochs * self.steps_per_epoch
        self.step = self.scored = self.waited = self.best_epoch = 0  # scored: epochs measured on dev
        self.best_score, self.best_loss, self.best = -1.0, 0.0, None
        self.saved_at, self.loss = 0, None
        make_deterministic()
        torch.manual_seed(request.seed)

    def resume(self, values, tensors, best):
        self.model.load_state_dict(tensors["model"])
        # The settings of the groups come from the request, the moments from the checkpoint.
        self.optimizer.load_state_dict(dict(self.optimizer.state_dict(), state=tensors["moments"]))
        self.step, self.scored, self.waited = values["step"], values["scored"], values["waited"]
        self.best_epoch, self.best_score, self.best_loss, self.best = values["best_epoch"], values["best_score"], values["best_loss"], best
        self.saved_at = self.step
        if self.average:
            self.average.restore(tensors["average"])
        torch.set_rng_state(tensors["random"])
        if self.device == "cuda" and tensors["cuda_random"]:
            torch.cuda.set_rng_state_all(tensors["cuda_random"])

    def save(self):
        # The number of threads is part of it too: sums in another order are not the same bits.
        values = dict(step=self.step, scored=self.scored, waited=self.waited, best_epoch=self.best_epoch, best_score=self.best_score,
                      best_loss=self.best_loss, device=self.device, precision=self.precision, threads=torch.get_num_threads())
        tensors = dict(model=self.model.state_dict(), moments=self.optimizer.state_dict()["state"], random=torch.get_rng_state(),
                       average=self.average.averages if self.average else [],
                       cuda_random=torch.cuda.get_rng_state_all() if self.device == "cuda" else [])
        self.checkpoints.save(values, tensors, self.best, self.best_epoch)
        self.saved_at = self.step

    def run(self):
        """Trains from where it stands to the end; leaves the chosen weights in the model."""
        self.begun, self.reported, self.losses, self.texts = time.time(), time.time(), [], 0
        events.emit("start", steps=self.steps, device=self.device, precision=self.precision, resumed_from=self.step)
        try:
            while not self.finished():
                self._epoch()
        except events.Stopped:
            self.save()
            raise
        self.save()  # so that what may still fail, the export, can be resumed
        self.model.load_state_dict(self.best if self.best is not None else self._weights())

    def finished(self):
        return self.scored == self.h.epochs or 0 < self.h.patience <= self.waited

    def _epoch(self):
        order = batches.mixed([s.lengths for s in self.sets], self.h.batch_size, self.request.seed, self.scored)
        self.model.train()
        for number, rows in order[self.step - self.scored * self.steps_per_epoch:]:
            events.stop_if_asked()
            self.losses.append(self._train(number, rows))
            self.step += 1
            self.texts += len(rows)
            self._report()
            if self.step - self.saved_at >= self.h.checkpoint_every:
                self.save()
        self._score()

    def _train(self, number, rows):
        """One step on a batch of one data set; returns its loss."""
        factor = rate_factor(self.step, self.steps, self.h.warmup)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * factor
        dataset, objective = self.sets[number], self.objectives[number]
        targets = torch.from_numpy(dataset.targets[rows])
        teacher = torch.from_numpy(dataset.teacher[rows]) if dataset.teacher is not None else None
        divisor, loss = objective.divisor(targets), 0.0
        self.optimizer.zero_grad(set_to_none=True)
        size = self._rows_at_once(dataset.lengths[rows].max())
        for i in range(0, len(rows), size):
            part = slice(i, i + size)
            ids, mask, types = batches.pad(dataset, rows[part], self.request.pad_id, self.device)
            with autocast(self.device, self.precision):
                logits = self.model(ids, self._without_some(mask), types, number)
            share = objective.share(logits.float(), targets[part].to(self.device),
                                    teacher[part].to(self.device) if teacher is not None else None, divisor, len(rows))
            share.backward()
            loss += share.item()
        norm = torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.h.clip or math.inf).item()
        if not (math.isfinite(loss) and math.isfinite(norm)):
            raise TrainerError(f"step {self.step + 1}: the loss is {loss}, its gradient's norm {norm}: the training has diverged. "
                               "Try lower encoder_rate and head_rate, a longer warmup, or precision float32")
        self.optimizer.step()
        if self.average:
            self.average.add(self.step + 1)
        return loss

    def _without_some(self, mask):
        """The attention mask with tokens left out by chance, never the first, which the head reads."""
        if not self.h.token_dropout:
            return mask
        kept = torch.rand(mask.shape) >= self.h.token_dropout
        kept[:, 0] = True
        return mask * kept.to(mask)

    def _rows_at_once(self, tokens):
        s = self.shape
        per_token = 4 * s.layers * (12 * s.hidden + 2 * s.inner + 3 * s.heads * int(tokens))
        return max(1, ACTIVATIONS[self.device] // (per_token * int(tokens)))

    def _report(self):
        now = time.time()
        if self.step % STEPS_BETWEEN_EVENTS and self.step < self.steps and now - self.reported < SECONDS_BETWEEN_EVENTS:
            return
        self.loss, self.losses = round(float(numpy.mean(self.losses)), 6), []
        self._tell(now)

    def _tell(self, now):
        self.reported = now
        events.emit("step", step=self.step, steps=self.steps, epoch=min(self.scored + 1, self.h.epochs), loss=self.loss if self.loss is not None else self.best_loss,
                    texts_per_second=round(self.texts / max(1e-9, now - self.begun), 1), seconds=round(now - self.begun, 1))

    def _score(self):
        with self._averaged():
            found = metrics.evaluate(self.predict(self.dev, self.precision), self.dev.targets, self.request.kind)
        self.scored += 1
        self.waited = 0 if found["macro_f1"] > self.best_score else self.waited + 1
        # Of epochs that tell a small dev split apart equally well, the one that is least sure of what is wrong.
        better = (found["macro_f1"], -found["loss"]) > (self.best_score, -self.best_loss)
        if better:
            self.best_score, self.best_loss, self.best_epoch = found["macro_f1"], found["loss"], self.scored
            if self.h.keep_best:
                self.best = self._weights()
        events.emit("epoch", epoch=self.scored, epochs=self.h.epochs, metrics={key: round(value, 6) for key, value in found.items()},
                    best=better, seconds=round(time.time() - self.begun, 1))

    def _averaged(self):
        return self.average.in_place() if self.average else contextlib.nullcontext()

    def _weights(self):
        """A copy of what is measured and exported."""
        with self._averaged():
            return {name: tensor.detach().cpu().clone() for name, tensor in self.model.state_dict().items()}

    @torch.no_grad()
    def predict(self, dataset, precision):
        """Logits of the main head, float32 [rows, labels]."""
        self.model.eval()
        logits = numpy.empty(dataset.targets.shape, numpy.float32)
        for rows in batches.by_length(dataset.lengths, 64):
            events.stop_if_asked()
            with autocast(self.device, precision):
                found = self.model(*batches.pad(dataset, rows, self.request.pad_id, self.device))
            logits[rows] = found.float().cpu().numpy()
            if time.time() - self.reported >= SECONDS_UNTIL_A_SIGN:
                self._tell(time.time())
        return logits


def make_optimizer(model, h):
    """AdamW. The encoder's last layer learns at encoder_rate, each one below it, and the embeddings below all, at layer_decay times the rate of the
    one above."""
    groups, top = {}, len(model.layers)
    for name, p in model.named_parameters():
        parts = name.split(".")
        depth = top + 1 if parts[0] == "heads" else int(parts[1]) + 1 if parts[0] == "layers" else 0
        peak = h.head_rate if depth > top else h.encoder_rate * h.layer_decay ** (top - depth)
        is_vector = p.dim() == 1
        group = groups.setdefault((depth, is_vector), dict(params=[], peak=peak, lr=peak, weight_decay=0.0 if is_vector else h.weight_decay))
        group["params"].append(p)
    return torch.optim.AdamW([groups[key] for key in sorted(groups)])


def rate_factor(step, last_step, warmup):
    rising = max(1, int(warmup * last_step))
    return (step + 1) / rising if step < rising else (last_step - step) / max(1, last_step - rising)
