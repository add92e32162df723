"""Fast checks: python3 -m unittest discover tools/finetune"""

import contextlib
import io
import json
import os
import struct
import tempfile
import unittest

import numpy
import torch

import corpus
import encoder
import export
import graph
import metrics
import quantize
import settings
import train
from wordpiece import WordPiece

HERE = os.path.dirname(os.path.abspath(__file__))
BUNDLE = os.path.join(HERE, "..", "..", "models", "emotion-en")

CONFIG = dict(model_type="bert", hidden_act="gelu", hidden_size=32, num_attention_heads=4, num_hidden_layers=2, intermediate_size=64,
              vocab_size=60, max_position_embeddings=40, type_vocab_size=2, layer_norm_eps=1e-12, hidden_dropout_prob=0.1,
              initializer_range=0.02)


class WordPieceTest(unittest.TestCase):
    def test_ids_equal_those_of_hugging_face(self):
        with open(os.path.join(BUNDLE, "tokenizer.json"), encoding="utf-8") as f:
            vocabulary = json.load(f)["model"]["vocab"]
        with tempfile.TemporaryDirectory() as folder:
            write_lines(os.path.join(folder, "vocab.txt"), sorted(vocabulary, key=vocabulary.get))
            tokenizer = WordPiece(os.path.join(folder, "vocab.txt"))
        # Made with npm's tokenizers 0.23.2, which is Hugging Face's Rust.
        with open(os.path.join(HERE, "wordpiece_cases.jsonl"), encoding="utf-8") as f:
            cases = [json.loads(line) for line in f]
        self.assertGreater(len(cases), 10)
        for text, ids in cases:
            self.assertEqual(tokenizer.encode(text, 512), ids, ascii(text))

    def test_truncation_keeps_the_separator(self):
        with tempfile.TemporaryDirectory() as folder:
            write_lines(os.path.join(folder, "vocab.txt"), ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a"])
            self.assertEqual(WordPiece(os.path.join(folder, "vocab.txt")).encode("a a a a", 4), [2, 5, 5, 3])


class QuantizeTest(unittest.TestCase):
    def test_pair_rule_holds_after_rounding_and_the_scale_is_nearly_the_smallest(self):
        random = numpy.random.default_rng(0)
        for inner, columns in ((384, 64), (7, 5), (1, 3), (1536, 16)):
            weight = (random.standard_normal((inner, columns)) * random.uniform(1e-3, 10, columns)).astype(numpy.float32)
            quantized, scale = quantize.quantize_columns(weight)
            magnitude = numpy.abs(quantized.astype(int))
            self.assertLessEqual(magnitude.max(), 127)
            self.assertLessEqual((magnitude[0:inner - inner % 2:2] + magnitude[1::2]).max(initial=0), 128)
            self.assertLessEqual(numpy.abs(quantized * scale - weight).max(axis=0).max() / scale.max(), 0.5001)
            tighter = numpy.rint(weight / (scale * 0.99)).astype(int)
            self.assertTrue(quantize.breaks_pair_rule(tighter).all() or inner < 100)

    def test_breaking_the_rule_is_seen(self):
        for column, broken in (([64, 64], False), ([-100, 29], True), ([0, -128], True), ([127, 1, 64, -65], True),
                               ([1, 127, 127, 1], False), ([0, 127, 127], False)):
            self.assertEqual(bool(quantize.breaks_pair_rule(numpy.array(column)[:, None])[0]), broken, column)

    def test_a_column_of_zeros_stays_zero(self):
        quantized, scale = quantize.quantize_columns(numpy.zeros((4, 2), numpy.float32))
        self.assertFalse(quantized.any())
        self.assertTrue((scale > 0).all())

    def test_the_integer_product_is_close_to_the_float_product(self):
        random = numpy.random.default_rng(1)
        x, weight = random.uniform(-2, 6, (50, 384)), random.standard_normal((384, 30)).astype(numpy.float32)
        (quantized, scale), (x_scale, zero) = quantize.quantize_columns(weight), quantize.activation_range(x.min(), x.max())
        xq = numpy.clip(numpy.rint(x / x_scale) + zero, 0, 255).astype(int)
        product = ((xq - int(zero)) @ quantized.astype(int)) * x_scale * scale
        self.assertLess(numpy.linalg.norm(product - x @ weight) / numpy.linalg.norm(x @ weight), 0.02)


class MetricsTest(unittest.TestCase):
    def test_f1_and_thresholds_equal_scikit_learn(self):
        from sklearn.metrics import f1_score
        random = numpy.random.default_rng(2)
        targets = (random.random((300, 6)) < [0.5, 0.3, 0.1, 0.02, 0.9, 0.0]).astype(numpy.float32)
        scores = numpy.round(numpy.clip(targets * 0.3 + random.random((300, 6)), 0, 1.3) / 1.3, 2)  # rounded: many equal scores
        thresholds = metrics.best_thresholds(scores, targets)
        predicted = scores >= thresholds
        per_label = metrics.f1_scores(predicted, targets)
        numpy.testing.assert_allclose(per_label, f1_score(targets, predicted, average=None, zero_division=0))
        self.assertAlmostEqual(metrics.micro_f1(predicted, targets), f1_score(targets, predicted, average="micro"))
        for label in range(5):
            best = max(f1_score(targets[:, label], scores[:, label] >= cut) for cut in numpy.unique(scores[:, label]))
            self.assertAlmostEqual(per_label[label], best)


class EncoderTest(unittest.TestCase):
    def test_padding_does_not_change_a_text(self):
        model = encoder.Classifier(dict(CONFIG, activation_limit=3.0), 5).eval()
        alone = model(torch.tensor([[2, 7, 9, 3]]), torch.ones(1, 4))
        padded = model(torch.tensor([[2, 7, 9, 3, 0, 0], [2, 8, 8, 8, 8, 3]]), torch.tensor([[1, 1, 1, 1, 0, 0], [1] * 6]))
        numpy.testing.assert_allclose(alone[0].detach(), padded[0].detach(), atol=1e-5)


class TrainingTest(unittest.TestCase):
    """A toy encoder on toy texts, all the way: train, stop, resume, export."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        write_toy(self.path())
        torch.set_num_threads(1)

    def path(self, *parts):
        return os.path.join(self.folder.name, *parts)

    def train(self, out, *more):
        with contextlib.redirect_stdout(io.StringIO()) as log:
            train.main([f"--data={self.path()}", f"--base={self.path()}", f"--out={self.path(out)}", "--precision=float32",
                        "--epochs=2", "--batch_size=16", "--activation_limit=4", *more])
        return log.getvalue()

    def test_a_stopped_run_goes_on_to_the_same_model(self):
        log = self.train("whole")
        self.assertIn("test macro-F1", log)
        self.train("parts", "--stop_after=5")   # inside the first epoch of 8 steps
        self.train("parts", "--stop_after=11", "--resume=true")
        self.train("parts", "--resume=true")
        whole, parts = (torch.load(self.path(out, "weights.pt"))["model"] for out in ("whole", "parts"))
        self.assertTrue(all(torch.equal(whole[name], parts[name]) for name in whole))
        with self.assertRaisesRegex(SystemExit, "other settings"):
            self.train("parts", "--resume=true", "--seed=2")

    def test_the_toy_is_learned_and_exported(self):
        log = self.train("out", "--epochs=20", "--encoder_rate=0.003", "--head_rate=0.01")
        self.assertGreater(float(log.split("test macro-F1 ")[1].split()[0]), 0.9, log)
        with contextlib.redirect_stdout(io.StringIO()):
            export.main([f"--trained={self.path('out')}", f"--data={self.path()}", f"--base={self.path()}", f"--out={self.path('bundle')}"])
        for name in ("model.onnx", "config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"):
            self.assertTrue(os.path.exists(self.path("bundle", name)), name)
        with open(self.path("bundle", "config.json"), encoding="utf-8") as f:
            self.assertEqual(json.load(f)["id2label"], {"0": "joy", "1": "sadness", "2": "neutral"})
        import onnx
        onnx.checker.check_model(graph.classifier(torch.load(self.path("out", "weights.pt"))))


class SettingsTest(unittest.TestCase):
    def test_values_are_checked_against_the_defaults(self):
        defaults = dict(rate=0.1, epochs=3, out="", resume=False)
        read = settings.read_settings(defaults, ["--rate=1", "--epochs", "4", "--out=7", "--resume=True"])
        self.assertEqual((read.rate, read.epochs, read.out, read.resume), (1.0, 4, "7", True))
        for argument in ("--epoch=4", "--epochs=four", "--epochs=4.5", "--resume=1", "epochs=4"):
            with self.assertRaises(SystemExit, msg=argument):
                settings.read_settings(defaults, [argument])


class CorpusTest(unittest.TestCase):
    def test_every_row_is_in_one_batch_and_an_epoch_is_reproducible(self):
        lengths = numpy.random.default_rng(3).integers(3, 40, 1000)
        batches = corpus.shuffled_batches(lengths, 64, seed=1, epoch=0)
        self.assertEqual(sorted(numpy.concatenate(batches)), list(range(1000)))
        again, other = (corpus.shuffled_batches(lengths, 64, seed=1, epoch=epoch) for epoch in (0, 1))
        self.assertTrue(all((a == b).all() for a, b in zip(batches, again)))
        self.assertFalse(numpy.array_equal(batches[0], other[0]))


def write_lines(path, lines):
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.writelines(line + "\n" for line in lines)


def write_toy(folder):
    words = [a + b for a in "abcdefghijk" for b in "vwxyz"]
    write_lines(os.path.join(folder, "vocab.txt"), ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words])
    with open(os.path.join(folder, "config.json"), "w", encoding="utf-8") as f:
        json.dump(CONFIG, f)
    for name, content in (("tokenizer.json", '{"truncation": 1, "padding": 1}'), ("tokenizer_config.json", "{}"), ("special_tokens_map.json", "{}")):
        write_lines(os.path.join(folder, name), [content])
    random = numpy.random.default_rng(4)
    for split, rows in (("train", 128), ("dev", 40), ("test", 40)):
        lines = ["text\tlabels"]
        for _ in range(rows):
            kind = random.integers(3)
            text = [words[random.integers(6, 55)] for _ in range(random.integers(2, 9))] + ([words[kind]] if kind < 2 else [])
            lines.append(" ".join(random.permutation(text)) + "\t" + ["joy", "joy,sadness", "neutral"][kind])
        write_lines(os.path.join(folder, f"{split}.tsv"), lines)
    write_safetensors(os.path.join(folder, "model.safetensors"), random)


def write_safetensors(path, random):
    hidden, inner = CONFIG["hidden_size"], CONFIG["intermediate_size"]
    shapes = {f"embeddings.{part}_embeddings.weight": (size, hidden) for part, size in (
        ("word", CONFIG["vocab_size"]), ("position", CONFIG["max_position_embeddings"]), ("token_type", 2))}
    norms = ["embeddings.LayerNorm"]
    for i in range(CONFIG["num_hidden_layers"]):
        layer = f"encoder.layer.{i}."
        norms += [layer + "attention.output.LayerNorm", layer + "output.LayerNorm"]
        for part, (rows, columns) in {**{f"attention.self.{p}": (hidden, hidden) for p in ("query", "key", "value")},
                                      "attention.output.dense": (hidden, hidden), "intermediate.dense": (inner, hidden),
                                      "output.dense": (hidden, inner)}.items():
            shapes[f"{layer}{part}.weight"], shapes[f"{layer}{part}.bias"] = (rows, columns), (rows,)
    arrays = {name: random.standard_normal(shape) * 0.1 for name, shape in shapes.items()}
    arrays.update({f"{norm}.weight": numpy.ones(hidden) for norm in norms}, **{f"{norm}.bias": numpy.zeros(hidden) for norm in norms})
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for i, (name, array) in enumerate(arrays.items()):
        kind, code = (("F16", "<f2"), ("F32", "<f4"))[i % 2]
        blob = array.astype(code).tobytes()
        header[name] = dict(dtype=kind, shape=list(array.shape), data_offsets=[len(data), len(data) + len(blob)])
        data += blob
    text = json.dumps(header).encode()
    with open(path, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text + data)


if __name__ == "__main__":
    unittest.main()
