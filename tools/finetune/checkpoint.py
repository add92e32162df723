"""Files that are whole or absent, and the state of a run among them."""

import contextlib
import glob
import hashlib
import json
import os

import torch

from errors import TrainerError, listed

NAME = "checkpoint.pt"
PRODUCTS = ("float32/model.onnx", "int8/model.onnx", "config.json", "dev.f32", "test.f32")  # what a run leaves (export.py)


def write_whole(path, write, keep=True):
    """Calls write(file) on a file beside, then renames it: whoever finds the path finds all of it, whenever the process was killed."""
    part = path + ".part"
    try:
        with open(part, "wb") as f:
            write(f)
            f.flush()
            os.fsync(f.fileno())
        if keep:
            os.replace(part, path)
        else:
            os.remove(part)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.remove(part)
        raise TrainerError(f"cannot write {path}: {error.strerror}. What was complete before is still there; make room or choose another folder,"
                           " then resume") from error


def write_tensors(path, content):
    """torch.save, written whole. PyTorch 1.13 aborts the process where a write of its fails, so the failure is kept from it."""
    def write(f):
        buffer = _Forgiving(f)
        torch.save(content, buffer)
        if buffer.error:
            raise buffer.error
    write_whole(path, write)


class _Forgiving:
    def __init__(self, file):
        self.file, self.error = file, None

    def write(self, data):
        if not self.error:
            try:
                self.file.write(data)
            except OSError as error:
                self.error = error
        return len(data)

    def flush(self):
        pass


def check_writable(folder):
    """Says before hours of training, not after, that their outcome could not be written."""
    write_whole(os.path.join(folder, NAME), lambda f: f.write(b"\n"), keep=False)


def clear(folder):
    """Removes the checkpoints of earlier runs and what a killed process left half written; nothing of anybody else's."""
    remove(os.path.join(folder, NAME))  # first: it must never name a file that is gone
    for pattern in ("best-[0-9]*.pt", "best-[0-9]*.pt.part", f"{NAME}.part", *(f"{name}.part" for name in PRODUCTS)):
        for path in glob.glob(os.path.join(glob.escape(folder), *pattern.split("/"))):
            remove(path)


def remove(path):
    with contextlib.suppress(FileNotFoundError):
        os.remove(path)


class Checkpoints:
    """checkpoint.pt and, written only when it changes, best-EPOCH.pt: the weights of the best epoch so far.

    The checkpoint names its best file, and the one before is removed only after the checkpoint that no longer names it is in place.
    """

    def __init__(self, folder, fingerprint):
        self.folder, self.fingerprint = folder, fingerprint
        self.path = os.path.join(folder, NAME)
        self.best_on_disk = None

    def load(self):
        """(values, tensors, best weights or None), or None where nothing has been saved yet."""
        if not os.path.exists(self.path):
            return None
        saved = self._read(self.path)
        about = json.loads(saved["about"])
        theirs = about["fingerprint"]
        if theirs != self.fingerprint:
            other = [key for key in {**self.fingerprint, **theirs} if theirs.get(key) != self.fingerprint.get(key)]
            raise TrainerError(f"{self.path} belongs to a run with other {listed(other)}. "
                               "Resume with the same request and the same files, or start anew without resume")
        self.best_on_disk = about["best_file"]
        best = self._read(os.path.join(self.folder, self.best_on_disk)) if self.best_on_disk else None
        return about["values"], saved["tensors"], best

    def save(self, values, tensors, best, best_epoch):
        """values: what JSON can hold, to the last bit. PyTorch 1.13's safe loader knows tensors and texts, but no numbers."""
        before, self.best_on_disk = self.best_on_disk, f"best-{best_epoch}.pt" if best is not None else None
        if self.best_on_disk and self.best_on_disk != before:
            write_tensors(os.path.join(self.folder, self.best_on_disk), best)
        about = json.dumps(dict(fingerprint=self.fingerprint, best_file=self.best_on_disk, values=values))
        write_tensors(self.path, dict(about=about, tensors=tensors))
        if before and before != self.best_on_disk:
            remove(os.path.join(self.folder, before))

    def _read(self, path):
        try:
            return torch.load(path, map_location="cpu", weights_only=True)
        except Exception as error:  # PyTorch raises what it likes
            raise TrainerError(f"cannot read {path}: {str(error).splitlines()[0]}. Start anew without resume") from None


def fingerprint(request, weights_file, config):
    """What decides the outcome; a checkpoint goes on only under the same."""
    h = dict(vars(request.hyperparameters))
    for how in ("threads", "device", "precision", "checkpoint_every", "int8"):
        h.pop(how)
    files = dict(train=request.train, dev=request.dev, base=weights_file)
    files.update({f"auxiliary {a.name}": a.train for a in request.auxiliary})
    files.update({f"teacher {i}": t.train for i, t in enumerate(request.teachers)})
    # The same weights are another encoder under another config.json, and the bundle gets a copy of it. As text: a NaN is not equal to itself.
    fields = {f"{name} of the base's config.json": json.dumps(value, sort_keys=True) for name, value in config.items()}
    return {"labels": request.labels, "kind": request.kind, "max_tokens": request.max_tokens, "pad_id": request.pad_id,
            "seed": request.seed, "added_tokens": [[t.id, t.pieces] for t in request.added_tokens],
            "auxiliary": [[a.name, a.labels, a.kind] for a in request.auxiliary],
            **{name: sha256(path) for name, path in files.items()}, **fields, **h}


def sha256(path):
    digest = hashlib.sha256()
    try:
        with open(path, "rb") as f:
            for block in iter(lambda: f.read(1 << 20), b""):
                digest.update(block)
    except OSError as error:
        raise TrainerError(f"cannot read {path}: {error.strerror}") from None
    return digest.hexdigest()
