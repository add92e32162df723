"""Fine-tunes a BERT encoder as a multi-label classifier of emotions. See README.md beside this file.

    python3 tools/finetune/train.py --config models/emotion-en/recipe.json --data DIR --base DIR --out DIR

DIR of --data holds train.tsv, dev.tsv and test.tsv (columns text and labels). A stopped run goes on with --resume=true.
"""

import contextlib
import json
import math
import os
import sys
import time

import numpy
import torch

import corpus
import encoder
import metrics
from settings import read_settings
from wordpiece import WordPiece

defaults = dict(
    # where
    data="",                  # train.tsv, dev.tsv, test.tsv
    base="",                  # config.json, model.safetensors, vocab.txt, tokenizer files
    out="",                   # gets checkpoint.pt, then weights.pt, config.json and logits.npz
    # what
    epochs=3,
    batch_size=64,
    max_tokens=96,            # [CLS] and [SEP] included; two of GoEmotions' training texts are longer
    encoder_rate=2e-4,        # peak learning rate of the pretrained weights ...
    head_rate=2e-3,           # ... and of the new linear head, which starts from nothing
    warmup=0.06,              # part of all steps; then linear decay to zero
    weight_decay=0.01,        # none on biases and LayerNorm
    clip=1.0,                 # largest norm of the whole gradient
    hidden_dropout=0.1,
    activation_limit=0.0,     # clamps what the encoder's linear layers read, for int8's sake (encoder.py); 0: no limit
    seed=1,
    # how
    precision="auto",         # auto (times both, takes the faster), bfloat16 or float32
    threads=0,                # 0: as many as PyTorch finds
    resume=False,             # go on from out/checkpoint.pt
    checkpoint_every=200,     # steps
    log_every=50,             # steps
    stop_after=0,             # steps; 0: at the end. To try the resuming
)


def main(arguments):
    s = read_settings(defaults, arguments)
    for key in ("data", "base", "out"):
        if not getattr(s, key):
            raise SystemExit(f"--{key} is missing")
    os.makedirs(s.out, exist_ok=True)
    if s.threads:
        torch.set_num_threads(s.threads)
    torch.manual_seed(s.seed)

    with open(os.path.join(s.base, "config.json"), encoding="utf-8") as f:
        config = json.load(f)
    config["hidden_dropout_prob"] = s.hidden_dropout
    config["activation_limit"] = s.activation_limit
    tokenizer = WordPiece(os.path.join(s.base, "vocab.txt"))
    train = load_split(s, tokenizer, "train", None)
    names = train["names"]
    dev = load_split(s, tokenizer, "dev", names)
    print(f"{len(train['ids'])} training texts, {len(dev['ids'])} dev, {len(names)} labels")

    model = encoder.Classifier(config, len(names))
    encoder.load_base(model, config, os.path.join(s.base, "model.safetensors"))
    optimizer = make_optimizer(model, s)
    step, precision = 0, s.precision
    checkpoint = os.path.join(s.out, "checkpoint.pt")
    if s.resume:
        saved = torch.load(checkpoint)
        if saved["recipe"] != recipe_of(s):
            raise SystemExit(f"{checkpoint} was made with other settings: {saved['recipe']}")
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        torch.set_rng_state(saved["random"])
        step, precision = saved["step"], saved["precision"]
        print(f"goes on from step {step}")
    elif precision == "auto":
        precision = faster_precision(model, tokenizer.pad)

    steps_per_epoch = math.ceil(len(train["ids"]) / s.batch_size)
    last_step = s.epochs * steps_per_epoch
    begun, first_step, losses = time.time(), step, []
    for epoch in range(step // steps_per_epoch, s.epochs):
        batches = corpus.shuffled_batches(train["lengths"], s.batch_size, s.seed, epoch)
        model.train()
        for rows in batches[step - epoch * steps_per_epoch:]:
            factor = rate_factor(step, last_step, s.warmup)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * factor
            losses.append(train_step(model, optimizer, train, rows, tokenizer.pad, precision, s.clip))
            step += 1
            if step % s.log_every == 0 or step == last_step:
                rate = (step - first_step) / (time.time() - begun)
                print(f"step {step}/{last_step}  loss {numpy.mean(losses):.4f}  {rate * s.batch_size:.0f} texts/s"
                      f"  {(last_step - step) / rate:.0f} s left", flush=True)
                losses = []
            if step % s.checkpoint_every == 0 or step % steps_per_epoch == 0 or step == s.stop_after:
                save(checkpoint, dict(recipe=recipe_of(s), step=step, precision=precision, model=model.state_dict(),
                                      optimizer=optimizer.state_dict(), random=torch.get_rng_state()))
            if step == s.stop_after:
                return
        scores = metrics.sigmoid(predict(model, dev, tokenizer.pad, precision))
        per_label = metrics.f1_scores(scores >= metrics.best_thresholds(scores, dev["targets"]), dev["targets"])
        print(f"epoch {epoch + 1}  {time.time() - begun:.0f} s  dev macro-F1 {per_label.mean():.4f} (thresholds tuned on dev)",
              flush=True)

    # The figures that count come from the float32 model, the one that is exported. The test split is read only now.
    test = load_split(s, tokenizer, "test", names)
    dev_logits, test_logits = (predict(model, split, tokenizer.pad, "float32") for split in (dev, test))
    macro, micro, per_label = metrics.report(dev_logits, dev["targets"], test_logits, test["targets"])
    print(f"test macro-F1 {macro:.4f}  micro-F1 {micro:.4f} (float32, thresholds from dev)")
    print("  ".join(f"{name} {f1:.2f}" for name, f1 in zip(names, per_label)))
    save(os.path.join(s.out, "weights.pt"), dict(model=model.state_dict(), config=config, labels=names))
    numpy.savez(os.path.join(s.out, "logits.npz"), labels=names, dev_logits=dev_logits, dev_targets=dev["targets"],
                test_logits=test_logits, test_targets=test["targets"])


def load_split(s, tokenizer, split, names):
    path = os.path.join(s.data, split + ".tsv")
    texts, labels = corpus.read_tsv(path)
    names = names or corpus.label_names(labels)
    ids = [tokenizer.encode(text, s.max_tokens) for text in texts]
    return dict(ids=ids, lengths=numpy.array([len(row) for row in ids]), names=names,
                targets=corpus.targets(labels, names, path))


def make_optimizer(model, s):
    groups = []
    for in_head, peak in ((False, s.encoder_rate), (True, s.head_rate)):
        for is_vector, decay in ((False, s.weight_decay), (True, 0.0)):
            parameters = [p for name, p in model.named_parameters()
                          if name.startswith("head.") == in_head and (p.dim() == 1) == is_vector]
            groups.append(dict(params=parameters, peak=peak, lr=peak, weight_decay=decay))
    return torch.optim.AdamW(groups)


def rate_factor(step, last_step, warmup):
    rising = max(1, int(warmup * last_step))
    return (step + 1) / rising if step < rising else (last_step - step) / max(1, last_step - rising)


def in_precision(precision):
    return torch.autocast("cpu", torch.bfloat16) if precision == "bfloat16" else contextlib.nullcontext()


def train_step(model, optimizer, split, rows, pad_id, precision, clip):
    ids, mask = map(torch.from_numpy, corpus.pad([split["ids"][row] for row in rows], pad_id))
    targets = torch.from_numpy(split["targets"][rows])
    with in_precision(precision):
        logits = model(ids, mask)
    # Summed over the labels would only scale the gradient, which Adam and the clipping undo; the mean reads better in a log.
    loss = torch.nn.functional.binary_cross_entropy_with_logits(logits.float(), targets)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
    optimizer.step()
    return loss.item()


@torch.no_grad()
def predict(model, split, pad_id, precision):
    model.eval()
    logits = numpy.empty(split["targets"].shape, numpy.float32)
    for rows in corpus.sorted_batches(split["lengths"], 64):
        ids, mask = map(torch.from_numpy, corpus.pad([split["ids"][row] for row in rows], pad_id))
        with in_precision(precision):
            logits[rows] = model(ids, mask).float().numpy()
    return logits


def faster_precision(model, pad_id):
    """Times a forward and backward pass in each precision: bfloat16 doubles the speed on processors that have it in hardware
    and is emulated, 25 times slower than float32, on those that have not."""
    random = torch.get_rng_state()
    seconds = dict(float32=math.inf, bfloat16=math.inf)
    ids = torch.full((16, 24), pad_id)
    for _ in range(4):  # in turn, the best of four each: the first one prepares kernels, and other programs may be running
        for precision in seconds:
            begun = time.time()
            with in_precision(precision):
                logits = model(ids, torch.ones_like(ids))
            logits.float().sum().backward()
            seconds[precision] = min(seconds[precision], time.time() - begun)
            model.zero_grad(set_to_none=True)
    torch.set_rng_state(random)
    faster = min(seconds, key=seconds.get)
    print(f"one step: {', '.join(f'{p} {t:.2f} s' for p, t in seconds.items())}; takes {faster}")
    return faster


def recipe_of(s):
    """The settings that decide what comes out; a checkpoint may be resumed only under the same ones."""
    return {key: value for key, value in vars(s).items()
            if key not in ("data", "base", "out", "precision", "threads", "resume", "checkpoint_every", "log_every", "stop_after")}


def save(path, content):
    """A file that is there is whole: written beside, then renamed."""
    torch.save(content, path + ".part")
    os.replace(path + ".part", path)


if __name__ == "__main__":
    main(sys.argv[1:])
