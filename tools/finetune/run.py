"""One request from its data to its bundle."""

import os

import numpy
import torch

import base
import export
import hardware
import losses
import vocabulary
from checkpoint import Checkpoints, check_writable, clear, fingerprint
from dataset import check_labels, read_dataset, read_teachers
from encoder import Classifier
from errors import TrainerError
from events import emit
from shape import read_config, read_shape
from training import Training
from word_table import WordTable


def run(request):
    h = request.hyperparameters
    device = hardware.choose_device(h.device)
    torch.set_num_threads(hardware.choose_threads(h.threads))
    check_writable(request.output)

    config = read_config(request.base)
    shape = read_shape(config, os.path.join(request.base, "config.json"))
    if request.pad_id >= shape.vocabulary:
        raise TrainerError(f"pad_id is {request.pad_id}; the base model has {shape.vocabulary} tokens")
    if request.max_tokens > shape.positions:
        raise TrainerError(f"max_tokens is {request.max_tokens}; the base model has positions for {shape.positions}")
    checkpoints = Checkpoints(request.output, fingerprint(request, base.weights_file(request.base), config))
    saved = checkpoints.load() if request.resume else clear(request.output)
    tensors, shape = vocabulary.extend(base.read_base(request.base, shape), shape, request)
    main, dev, test, sets, objectives = read_data(request, shape)

    torch.manual_seed(request.seed)
    model = Classifier(shape, [s.targets.shape[1] for s in sets], h.hidden_dropout, h.activation_limit)
    load(model, tensors, base.read_head(request.base, config, request.kind, shape), request.labels)
    used = numpy.unique(numpy.concatenate([[request.pad_id], *(row for s in sets for row in s.ids)]))
    model.words = WordTable(model.words.weight.detach(), torch.from_numpy(used))
    if saved and saved[0]["device"] == device:
        precision = saved[0]["precision"]
        torch.set_num_threads(saved[0]["threads"])
    else:
        precision = hardware.choose_precision(h.precision, device)
    training = Training(request, shape, model, sets, objectives, dev, checkpoints, device, precision)
    if saved:
        training.resume(*saved)
    training.run()
    model.words = model.words.whole()
    done = export.write_all(training, config, main, dev, test)
    emit("done", **done)  # first: a run that is killed between the two need not train again
    clear(request.output)


def read_data(request, shape):
    """(main, dev, test or None, [main, auxiliaries...], an objective for each of those)."""
    h = request.hyperparameters

    def read(path, labels, kind):
        return read_dataset(path, labels, kind, shape, request.max_tokens)

    main, dev, test = (read(path, request.labels, request.kind) if path else None for path in (request.train, request.dev, request.test))
    check_labels(main, request.labels, request.kind, request.train)
    if request.teachers:
        main.teacher = read_teachers([t.train for t in request.teachers], main, request.kind, h.distillation_temperature)
    sets, objectives = [main], [losses.Objective(request.kind, h, losses.class_weights(h.class_weights, main.targets, request.kind))]
    for a in request.auxiliary:
        sets.append(read(a.train, a.labels, a.kind))
        check_labels(sets[-1], a.labels, a.kind, a.train)
        # A list of weights is for the main labels; balanced is for every set by its own counts.
        setting = "none" if isinstance(h.class_weights, list) else h.class_weights
        objectives.append(losses.Objective(a.kind, h, losses.class_weights(setting, sets[-1].targets, a.kind)))
    return main, dev, test, sets, objectives


def load(model, tensors, head, labels):
    missing, unexpected = model.load_state_dict(tensors, strict=False)
    if unexpected or any(not name.startswith("heads.") for name in missing):
        raise AssertionError(f"encoder.py and shape.py disagree: {missing} {unexpected}")
    # A label that the base knows by this name goes on from what it knows.
    with torch.no_grad():
        for row, label in enumerate(labels):
            if label in head:
                weights, bias = head[label]
                model.heads[0].weight[row] = torch.from_numpy(weights.copy())
                model.heads[0].bias[row] = float(bias)
