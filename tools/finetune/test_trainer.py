"""Whole runs of toy encoders, as the caller sees them. python3 -m unittest discover tools/finetune"""

import errno
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import unittest

import numpy
import onnx
import torch

import graph_runner
import metrics
import toy
import trainer
import training

TRAINER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "trainer.py")


class RunTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        torch.set_num_threads(1)

    def path(self, *parts):
        return os.path.join(self.folder.name, *parts)

    def request(self, *arguments, **changes):
        return toy.write_request(self.folder.name, *arguments, **changes)

    def start(self, request, before=lambda: None):
        """The trainer in a process of its own, forked, because importing PyTorch takes longer than the run. Returns its id."""
        log = os.open(request + ".log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        child = os.fork()
        if child == 0:
            os.dup2(log, 1)
            os.dup2(log, 2)
            sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
            code = 70
            try:
                before()
                code = trainer.run_as_program([request])
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        os.close(log)
        return child

    def finish(self, child):
        status = os.waitpid(child, 0)[1]
        return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)

    def log(self, request):
        with open(request + ".log", encoding="utf-8") as f:
            return f.read()

    def run_whole(self, request):
        """Runs to the end; returns the events."""
        code = self.finish(self.start(request))
        self.assertEqual(code, 0, self.log(request))
        return [json.loads(line) for line in self.log(request).splitlines()]

    def fails(self, request, message, before=lambda: None):
        code = self.finish(self.start(request, before))
        self.assertEqual(code, 1, self.log(request))
        self.assertRegex(self.log(request), message)
        self.assertNotIn("Traceback", self.log(request))

    def products(self, output):
        found = {}
        for name in ("float32/model.onnx", "int8/model.onnx", "dev.f32", "test.f32", "config.json"):
            with open(self.path(output, name), "rb") as f:
                found[name] = f.read()
        return found

    def logits(self, output, name):
        return numpy.fromfile(self.path(output, name), "<f4").reshape(-1, 3)


class ContractTest(RunTest):
    def test_every_kind_learns_the_toy_and_writes_what_the_contract_asks(self):
        learn = dict(epochs=15, encoder_rate=0.003, head_rate=0.01, hidden_dropout=0.05)
        for kind, task in (("bert", "multi_label"), ("roberta", "single_label"), ("distilbert", "single_label")):
            with self.subTest(kind), tempfile.TemporaryDirectory() as folder:
                self.folder.name, before = folder, self.folder.name
                events = self.run_whole(self.request(kind, task, hyperparameters=learn))
                self.check_run(events, kind, task)
                self.folder.name = before

    def check_run(self, events, kind, task):
        self.assertEqual(events[0], dict(event="start", steps=120, device="cpu", precision="float32", resumed_from=0))
        steps = [e for e in events if e["event"] == "step"]
        self.assertEqual([e["step"] for e in steps if e["step"] % 50 == 0 or e["step"] == 120], [50, 100, 120])
        self.assertEqual(set(steps[0]), {"event", "step", "steps", "epoch", "loss", "texts_per_second", "seconds"})
        epochs = [e for e in events if e["event"] == "epoch"]
        self.assertEqual([e["epoch"] for e in epochs], list(range(1, 16)))
        self.assertEqual([e["file"] for e in events if e["event"] == "export"], ["float32/model.onnx", "int8/model.onnx"])
        self.assertEqual(events[-1], dict(event="done", float32="float32/model.onnx", int8="int8/model.onnx",
                                          logits=dict(dev="dev.f32", test="test.f32")))
        self.assertEqual(sorted(os.listdir(self.path("out"))), ["config.json", "dev.f32", "float32", "int8", "test.f32"])

        with open(self.path("out", "config.json"), encoding="utf-8") as f:
            config = json.load(f)
        self.assertEqual(config["id2label"], {"0": "joy", "1": "sadness", "2": "neutral"})
        self.assertEqual(config["problem_type"], f"{task}_classification")
        self.assertEqual(config["architectures"], [{"bert": "Bert", "roberta": "Roberta", "distilbert": "DistilBert"}[kind] + "ForSequenceClassification"])
        self.assertEqual({key: config[key] for key in ("model_type", "vocab_size", "max_position_embeddings", "pad_token_id")},
                         {key: toy.CONFIGS[kind][key] for key in ("model_type", "vocab_size", "max_position_embeddings", "pad_token_id")})

        # The kept epoch is the best one, its logits are those of the exported graph, and the toy is learned on texts never seen.
        dev, targets = self.logits("out", "dev.f32"), self.targets("dev")
        ranks = [(e["metrics"]["macro_f1"], -e["metrics"]["loss"]) for e in epochs]  # of equal F1, the lower loss
        best = epochs[ranks.index(max(ranks))]
        self.assertEqual([e["best"] for e in epochs], [rank > max(ranks[:i], default=(-1, 0)) for i, rank in enumerate(ranks)])
        for key, value in metrics.evaluate(dev, targets, task).items():
            self.assertAlmostEqual(value, best["metrics"][key], places=5)
        self.assertGreater(metrics.evaluate(self.logits("out", "test.f32"), self.targets("test"), task)["macro_f1"], 0.9)
        with open(self.path("dev.jsonl"), encoding="utf-8") as f:
            rows = [json.loads(line)["ids"] for line in f]
        plain, quantized = (onnx.load(self.path("out", name, "model.onnx")) for name in ("float32", "int8"))
        for row, ids in enumerate(rows[:10]):
            inputs = [[ids], [[1] * len(ids)]] + ([[[0] * len(ids)]] if kind == "bert" else [])
            numpy.testing.assert_allclose(graph_runner.run(plain, *inputs)[0], dev[row], atol=1e-4)
            self.assertEqual(graph_runner.run(quantized, *inputs)[0].argmax(), dev[row].argmax())

    def targets(self, split):
        found = numpy.zeros((40, 3), numpy.float32)
        with open(self.path(f"{split}.jsonl"), encoding="utf-8") as f:
            for row, line in enumerate(f):
                found[row, json.loads(line)["labels"]] = 1
        return found

    def test_a_split_that_takes_long_to_measure_is_not_silence(self):
        request = self.request(hyperparameters=dict(epochs=1))
        self.assertEqual(self.finish(self.start(request, lambda: setattr(training, "SECONDS_UNTIL_A_SIGN", 0.0))), 0, self.log(request))
        events = [json.loads(line) for line in self.log(request).splitlines()]
        kinds = [e["event"] for e in events]
        after = events[kinds.index("epoch") + 1:kinds.index("export")]
        self.assertGreaterEqual(len(after), 2, kinds)  # dev and test
        last = [e for e in events if e["event"] == "step"][0]
        self.assertTrue(all((e["event"], e["step"], e["steps"], e["epoch"], e["loss"]) == ("step", last["steps"], last["steps"], 1, events[kinds.index("epoch") - 1]["loss"])
                            for e in after), after)

    def test_no_test_split_and_no_int8(self):
        events = self.run_whole(self.request(test=None, hyperparameters=dict(epochs=1, int8=False)))
        self.assertEqual(events[-1], dict(event="done", float32="float32/model.onnx", int8=None, logits=dict(dev="dev.f32", test=None)))
        self.assertEqual(sorted(os.listdir(self.path("out"))), ["config.json", "dev.f32", "float32"])

    def test_the_same_request_gives_the_same_bits_and_another_seed_gives_others(self):
        self.run_whole(self.request())
        self.run_whole(self.request(name="again.json", output="again"))
        self.run_whole(self.request(name="other.json", output="other", seed=2))
        self.assertEqual(self.products("out"), self.products("again"))
        self.assertNotEqual(self.products("out")["dev.f32"], self.products("other")["dev.f32"])

    def test_training_goes_on_from_its_own_bundle(self):
        learn = dict(epochs=15, encoder_rate=0.003, head_rate=0.01)
        for kind in ("bert", "roberta"):
            with self.subTest(kind), tempfile.TemporaryDirectory() as folder:
                self.folder.name, before = folder, self.folder.name
                self.run_whole(self.request(kind, hyperparameters=learn))
                os.rename(self.path("out", "int8", "model.onnx"), self.path("out", "model.onnx"))
                token = dict(token="😀", id=60, pieces=[5, 5])
                frozen = dict(epochs=4, encoder_rate=0, head_rate=0.01)  # a new head alone: does the encoder know the toy already?
                strange = dict(labels=["a", "b", "c"])  # no label of the bundle's, whose head would come along
                fresh = self.run_whole(self.request(kind, name="fresh.json", output="fresh", hyperparameters=frozen, **strange))
                events = self.run_whole(self.request(kind, name="second.json", output="second", base=self.path("out"), hyperparameters=frozen, **strange,
                                                     added_tokens=[dict(token="😀", id=60, pieces=[5, 5])]))
                self.assertGreater(events[-4]["metrics"]["macro_f1"], 0.85)
                self.assertLess(fresh[-4]["metrics"]["macro_f1"], 0.75)
                with open(self.path("second", "config.json"), encoding="utf-8") as f:
                    self.assertEqual(json.load(f)["vocab_size"], 61)
                self.folder.name = before

    def test_a_label_that_the_bundle_has_goes_on_from_its_head(self):
        self.run_whole(self.request(hyperparameters=dict(epochs=15, encoder_rate=0.003, head_rate=0.01)))
        os.rename(self.path("out", "float32", "model.onnx"), self.path("out", "model.onnx"))
        still = dict(epochs=1, encoder_rate=0, head_rate=0)
        for kind, same in (("multi_label", True), ("single_label", False)):
            second = self.request("bert", kind, name="second.json", output="second", base=self.path("out"), hyperparameters=still,
                                  labels=["new", "joy", "neutral"])
            if kind == "single_label":
                for split in ("train", "dev", "test"):
                    toy.write_rows(self.path(f"{split}.jsonl"), 40, 5, kind=kind)
            self.run_whole(second)
            close = numpy.isclose(self.logits("second", "dev.f32")[:, 1:], self.logits("out", "dev.f32")[:, [0, 2]], atol=1e-4)
            self.assertEqual(close.all(), same)

    def test_options_train(self):
        toy.write_rows(self.path("other.jsonl"), 60, 11, kind="single_label", labels=2)
        other = dict(name="other", labels=["a", "b"], kind="single_label", train=self.path("other.jsonl"))
        targets = numpy.zeros((128, 3), "<f4")
        (targets - 2).tofile(self.path("low.f32"))
        (targets + 1).tofile(self.path("high.f32"))
        for changes in (dict(hyperparameters=dict(loss="focal", class_weights="balanced", label_smoothing=0.1)),
                        dict(hyperparameters=dict(class_weights=[1, 2.5, 0])), dict(auxiliary=[other]),
                        dict(hyperparameters=dict(keep_best=False, clip=0, activation_limit=0, warmup=0))):
            request = self.request(**changes)
            events = self.run_whole(request)
            self.assertEqual(events[0]["steps"], 2 * (8 + (4 if "auxiliary" in changes else 0)))
            self.assertEqual(events[-1]["event"], "done")
        # Nothing but the teachers counts: their mean says sigmoid(-2/2) and sigmoid(1/2), on average 0.4457, for every label.
        self.run_whole(self.request(teachers=[dict(train=self.path("low.f32")), dict(train=self.path("high.f32"))], hyperparameters=dict(
            distillation_weight=1.0, epochs=12, head_rate=0.02, encoder_rate=0, keep_best=False)))
        probabilities = 1 / (1 + numpy.exp(-self.logits("out", "dev.f32") / 2))
        numpy.testing.assert_allclose(probabilities.mean(0), 0.4457, atol=0.05)

    def test_a_batch_in_parts_is_the_same_batch(self):
        hyper = dict(hidden_dropout=0, token_dropout=0, class_weights="balanced")
        self.run_whole(self.request(task="single_label", hyperparameters=hyper))
        parts = self.request(task="single_label", name="parts.json", output="parts", hyperparameters=hyper)
        self.assertEqual(self.finish(self.start(parts, lambda: training.ACTIVATIONS.update(cpu=200_000))), 0)
        numpy.testing.assert_allclose(self.logits("parts", "dev.f32"), self.logits("out", "dev.f32"), atol=1e-3)
        self.assertNotEqual(self.products("out")["dev.f32"], self.products("parts")["dev.f32"])

    def test_early_stopping(self):
        events = self.run_whole(self.request(hyperparameters=dict(epochs=30, patience=2, encoder_rate=0, head_rate=1e-9)))
        scores = [e["metrics"]["macro_f1"] for e in events if e["event"] == "epoch"]
        self.assertEqual(len(scores), 1 + scores.index(max(scores)) + 2)
        self.assertLess(len(scores), 30)


class ResumeTest(RunTest):
    def test_killed_ten_times_at_random_moments_it_ends_with_the_same_bits(self):
        hyper = dict(epochs=4, checkpoint_every=1)
        self.run_whole(self.request(hyperparameters=hyper))
        moment, seed = random.Random(), random.randrange(10**6)
        moment.seed(seed)
        request = self.request(name="killed.json", output="killed", resume=True, hyperparameters=hyper)
        kills, starts = 0, []
        while kills < 10:
            child = self.start(request)
            time.sleep(moment.uniform(0, 0.25))
            os.kill(child, signal.SIGKILL)
            if self.finish(child) == 0:
                break
            kills += 1
            starts += [json.loads(line)["resumed_from"] for line in self.log(request).splitlines() if '"start"' in line and line.endswith("}")]
        self.run_whole(request)
        self.assertEqual(self.products("out"), self.products("killed"), f"seed {seed}, resumed from {starts}")
        self.assertEqual(sorted(os.listdir(self.path("out"))), sorted(os.listdir(self.path("killed"))))

    def test_killed_at_every_write_it_ends_with_the_same_bits(self):
        """The moments that chance seldom meets: before, in the middle of and after each file's writing."""
        hyper = dict(epochs=2, checkpoint_every=3)
        self.run_whole(self.request(hyperparameters=hyper))
        request = self.request(name="killed.json", output="killed", resume=True, hyperparameters=hyper)
        for moment in ("fsync", "replace", "remove"):
            for count in (1, 2, 4):
                self.finish(self.start(request, lambda: die_at(moment, count)))
        self.run_whole(request)
        self.assertEqual(self.products("out"), self.products("killed"))
        self.assertEqual(sorted(os.listdir(self.path("out"))), sorted(os.listdir(self.path("killed"))))

    def test_a_stop_saves_and_says_so(self):
        hyper = dict(epochs=300, checkpoint_every=10**6)
        for number in (signal.SIGTERM, signal.SIGINT):
            request = self.request(hyperparameters=hyper)
            child = self.start(request)
            while '"start"' not in self.log(request):
                time.sleep(0.01)
            time.sleep(0.3)
            os.kill(child, number)
            self.assertEqual(self.finish(child), 130, self.log(request))
            self.assertTrue(os.path.exists(self.path("out", "checkpoint.pt")))
            request = self.request(resume=True, hyperparameters=hyper)
            child = self.start(request)
            while '"start"' not in self.log(request):
                time.sleep(0.01)
            os.kill(child, number)
            self.assertEqual(self.finish(child), 130)
            first = json.loads(self.log(request).splitlines()[0])
            self.assertGreater(first["resumed_from"], 0)

    def test_a_stop_and_a_resume_give_the_same_bits_with_bfloat16_auxiliaries_and_a_better_epoch_before(self):
        toy.write_rows(self.path("other.jsonl"), 60, 11, kind="single_label", labels=2)
        changes = dict(auxiliary=[dict(name="other", labels=["a", "b"], kind="single_label", train=self.path("other.jsonl"))],
                       hyperparameters=dict(epochs=3, checkpoint_every=5, precision="bfloat16", encoder_rate=0.003))
        self.run_whole(self.request(**changes))
        request = self.request(name="parts.json", output="parts", resume=True, **changes)
        for count in (2, 5, 9):
            self.finish(self.start(request, lambda: die_at("replace", count)))
        self.run_whole(request)
        self.assertEqual(self.products("out"), self.products("parts"))

    def test_another_request_does_not_take_the_checkpoint(self):
        request = self.request(hyperparameters=dict(checkpoint_every=2))
        self.finish(self.start(request, lambda: die_at("replace", 4)))
        self.assertTrue(os.path.exists(self.path("out", "checkpoint.pt")))
        self.fails(self.request(resume=True, seed=2, hyperparameters=dict(checkpoint_every=2)), "checkpoint.pt belongs to a run with other seed")
        self.fails(self.request(resume=True, hyperparameters=dict(checkpoint_every=2, epochs=3)), "with other epochs. Resume")
        # Nor does another config.json beside the same weights.
        for changes, message in ((dict(layer_norm_eps=1e-5), "layer_norm_eps"), (dict(num_attention_heads=2), "num_attention_heads"),
                                 (dict(id2label={"0": "x"}), "id2label")):
            toy.write_json(self.path("base", "config.json"), {**toy.CONFIGS["bert"], **changes})
            self.fails(self.request(resume=True, hyperparameters=dict(checkpoint_every=2)), f"with other {message} of the base's config.json. Resume")
        without = {name: value for name, value in toy.CONFIGS["bert"].items() if name != "layer_norm_eps"}
        toy.write_json(self.path("base", "config.json"), without)
        self.fails(self.request(resume=True, hyperparameters=dict(checkpoint_every=2)), "with other layer_norm_eps of the base's config.json. Resume")
        toy.write_json(self.path("base", "config.json"), toy.CONFIGS["bert"])
        events = self.run_whole(self.request(seed=2))  # without resume it is put away
        self.assertEqual(events[0]["resumed_from"], 0)

    def test_a_full_disk_is_said_and_the_last_checkpoint_stays(self):
        hyper = dict(hyperparameters=dict(epochs=2, checkpoint_every=3))
        self.run_whole(self.request(**hyper))
        full = self.request(name="full.json", output="full", **hyper)
        self.finish(self.start(full, lambda: die_at("replace", 4)))
        kept = os.path.getsize(self.path("full", "checkpoint.pt"))
        request = self.request(name="full.json", output="full", resume=True, **hyper)
        self.fails(request, "cannot write .*checkpoint.pt: File too large", lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (kept // 2, kept // 2)))
        self.assertEqual(os.path.getsize(self.path("full", "checkpoint.pt")), kept)
        self.assertFalse([name for name in os.listdir(self.path("full")) if name.endswith(".part")])
        self.run_whole(request)
        self.assertEqual(self.products("out"), self.products("full"))

    def test_a_reader_that_goes_away_ends_the_run(self):
        request = self.request(hyperparameters=dict(epochs=300))
        process = subprocess.Popen([sys.executable, TRAINER, request], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertIn(b'"start"', process.stdout.readline())
        process.stdout.close()
        self.assertIn(b"nobody reads", process.stderr.read())
        process.stderr.close()
        self.assertEqual(process.wait(), 130)
        self.assertTrue(os.path.exists(self.path("out", "checkpoint.pt")))


def die_at(function, count):
    """Has the process kill itself at the count-th call of a function of os, in the middle: nothing after it happens."""
    original, calls = getattr(os, function), []

    def call(*arguments):
        calls.append(1)
        if len(calls) == count:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*arguments)
    setattr(os, function, call)


class ErrorTest(RunTest):
    def test_bad_requests(self):
        for changes, message in (
                (dict(hyperparameters=dict(epoch=3)), "unknown field 'epoch'; the fields are epochs"), (dict(labls=[]), "unknown field 'labls'"),
                (dict(hyperparameters=dict(epochs=0)), "'epochs' must be a whole number from 1, not 0"), (dict(contract=2), "of version 2"),
                (dict(hyperparameters=dict(encoder_rate="fast")), "'encoder_rate' must be a number from 0"), (dict(labels=["a"], task="single_label"), "two labels"),
                (dict(labels=["a", "a"]), "'a' is there twice"), (dict(task="regression"), "single_label, multi_label"),
                (dict(hyperparameters=dict(class_weights=[1])), "1 class_weights for 3 labels"), (dict(hyperparameters=dict(class_weights="heavy")), "none, balanced"),
                (dict(hyperparameters=dict(class_weights=[1, 2, 1e39])), "'class_weights' must be a list of numbers, each a number from 0 to 1000000000, not"),
                (dict(hyperparameters=dict(class_weights=[1, 2, 10**400])), "each a number from 0 to 1000000000, not"),
                (dict(added_tokens=[dict(token="x", id=60)]), r"added_tokens\[0\]: 'pieces' is missing"), (dict(max_tokens=41), "positions for 40"), (dict(pad_id=60), "has 60 tokens"),
                (dict(train="/nowhere.jsonl"), "cannot read /nowhere.jsonl: No such file"), (dict(base="/nowhere"), "cannot read /nowhere/config.json"),
                (dict(hyperparameters=dict(device="cuda")), "no CUDA device"), (dict(teachers=[dict(train=__file__)]), "expected 1536")):
            with self.subTest(message):
                self.fails(self.request(**changes), message)
        self.request()
        for content, message in (("{", "is not JSON"), ("[]", "expected an object"), ('{"contract": 1}', "'labels' is missing"), ('{"contract": NaN}', "NaN")):
            with open(self.path("request.json"), "w", encoding="utf-8") as f:
                f.write(content)
            self.fails(self.path("request.json"), message)
        self.fails(self.path("none.json"), "cannot read the request")

    def test_bad_rows_are_named(self):
        good = dict(text="x", labels=[0], ids=[2, 9, 3])
        for row, message in ((dict(good, labels=[3]), "line 2: labels: 3 to 3 is not within 0 to 2"), (dict(good, ids=[2, 60]), "line 2: ids: 2 to 60"),
                             (dict(good, ids=[]), "line 2: 0 ids"), (dict(good, ids=[2] * 31), "line 2: 31 ids"), (dict(good, ids=[2.0]), "whole numbers"),
                             (dict(good, labels=[0, 1]), "line 2: 2 labels; single_label wants one"), (dict(good, type_ids=[0]), "1 type_ids for 3 ids"),
                             (dict(good, type_ids=[0, 2, 0]), "type_ids: 0 to 2"), ([], "expected an object"), (None, "expected an object")):
            with self.subTest(message):
                self.write("dev.jsonl", [good, row])
                self.fails(self.request(task="single_label"), f"dev.jsonl, {message}" if message.startswith("line") else message)
        with open(self.path("dev.jsonl"), "wb") as f:
            f.write(b'{"text": "\xff"}\n')
        self.fails(self.request(task="single_label"), "dev.jsonl is not UTF-8")
        self.write("dev.jsonl", [])
        self.fails(self.request(task="single_label"), "dev.jsonl has no rows")

    def write(self, name, rows):
        with open(self.path(name), "w", encoding="utf-8") as f:
            f.writelines(json.dumps(row) + "\n" for row in rows)

    def test_one_class_only(self):
        self.write("train.jsonl", [dict(labels=[1], ids=[2, 9, 3])] * 5)
        for task in ("single_label", "multi_label"):
            self.fails(self.request(task=task), "all 5 rows")

    def test_a_training_that_diverges_says_so(self):
        self.fails(self.request(hyperparameters=dict(encoder_rate=1e30, head_rate=1e30, clip=0)), "has diverged. Try lower")

    def test_a_folder_that_cannot_be_written(self):
        def refuse(*_):
            raise PermissionError(errno.EACCES, "Permission denied")
        request = self.request()
        self.fails(request, "cannot write .*out.*: Permission denied", lambda: setattr(os, "fsync", refuse))  # root may write anywhere
        os.rmdir(self.path("out"))
        self.fails(request, "output folder .* does not exist")

    def test_without_pytorch_it_says_what_to_install(self):
        for package in ("torch", "onnx"):
            os.makedirs(self.path(package), exist_ok=True)
            with open(self.path(package, f"{package}.py"), "w", encoding="utf-8") as f:
                f.write(f"raise ImportError('No module named {package}')")
            run = subprocess.run([sys.executable, TRAINER, "request.json"], env={**os.environ, "PYTHONPATH": self.path(package)},
                                 capture_output=True, encoding="utf-8", check=False)
            self.assertEqual(run.returncode, 1)
            self.assertIn(f"cannot import {package}", run.stderr)
            self.assertIn("apt install python3-torch python3-onnx libopenblas0-pthread", run.stderr)
            self.assertIn("pip install torch onnx numpy", run.stderr)


if __name__ == "__main__":
    unittest.main()
