"""Fast checks of the single parts: python3 -m unittest discover tools/finetune"""

import math
import os
import tempfile
import types
import unittest

import numpy
import torch
from torch.nn import functional as F

import averaging
import batches
import hardware
import losses
import metrics
import quantize
from dataset import Dataset
from encoder import Classifier
from training import Training, make_optimizer, rate_factor
from word_table import WordTable


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


class HardwareTest(unittest.TestCase):
    def test_two_hardware_threads_of_a_core_count_once(self):
        mine = sorted(os.sched_getaffinity(0))
        with tempfile.TemporaryDirectory() as root:
            for cpu in mine:
                os.makedirs(f"{root}/cpu{cpu}/topology")
                with open(f"{root}/cpu{cpu}/topology/thread_siblings_list", "w", encoding="ascii") as siblings:
                    siblings.write("0,1\n" if cpu in mine[:2] else f"{cpu}\n")
            self.assertEqual(hardware.count_cores(root), len(mine) - (len(mine) > 1))
        self.assertEqual(hardware.count_cores(root), 0)  # no such folder any more

    def test_precision_follows_the_processor(self):
        for flags, expected in (("flags\t\t: fpu sse avx512f avx512_bf16", True), ("flags\t\t: fpu avx2", False), ("Features\t: fp asimd bf16", True),
                                ("model name: bf16", False), ("", False)):
            with tempfile.NamedTemporaryFile("w", suffix="cpuinfo") as file:
                file.write(f"processor\t: 0\n{flags}\n")
                file.flush()
                self.assertEqual(hardware.multiplies_bfloat16(file.name), expected, flags)
        self.assertFalse(hardware.multiplies_bfloat16("/no/such/file"))

    def test_a_setting_stands(self):
        self.assertEqual(hardware.choose_threads(3), 3)
        self.assertGreaterEqual(hardware.choose_threads(0), torch.get_num_threads())


class WeightAverageTest(unittest.TestCase):
    def test_step_n_counts_as_its_rising_power(self):
        # Unrolled, the recursion gives step n the weight n (n + 1) ... (n + 7): a polynomial of degree 8 in n.
        model = torch.nn.Linear(1, 1, bias=False)
        average = averaging.WeightAverage(model)
        values = [3.0, -1.0, 4.0, 1.0, -5.0]
        for step, value in enumerate(values, 1):
            model.weight.data.fill_(value)
            average.add(step)
        shares = numpy.array([math.prod(range(n, n + averaging.ETA)) for n in range(1, 6)])
        with average.in_place():
            self.assertAlmostEqual(model.weight.item(), float((shares * values).sum() / shares.sum()), places=5)
        self.assertEqual(model.weight.item(), -5.0)

    def test_the_weights_come_back_where_measuring_stops(self):
        model = torch.nn.Linear(2, 2)
        average = averaging.WeightAverage(model)
        model.weight.data.add_(1)
        before = model.weight.detach().clone()
        with self.assertRaises(KeyError), average.in_place():
            raise KeyError
        self.assertTrue(torch.equal(model.weight, before))


class LayerDecayTest(unittest.TestCase):
    def test_every_parameter_is_in_one_group_with_the_rate_of_its_layer(self):
        shape = types.SimpleNamespace(vocabulary=7, hidden=4, positions=5, types=2, epsilon=1e-12, heads=2, inner=8, layers=3, deviation=0.02)
        model = Classifier(shape, [2, 3])
        h = types.SimpleNamespace(encoder_rate=0.8, head_rate=5.0, layer_decay=0.5, weight_decay=0.01)
        groups = make_optimizer(model, h).param_groups
        found = {p: (group["peak"], group["weight_decay"]) for group in groups for p in group["params"]}
        self.assertEqual(sum(len(group["params"]) for group in groups), len(list(model.parameters())))
        rates = {"words": 0.1, "positions": 0.1, "types": 0.1, "norm": 0.1, "layers.0": 0.2, "layers.1": 0.4, "layers.2": 0.8, "heads.0": 5.0, "heads.1": 5.0}
        for name, p in model.named_parameters():
            rate = next(rate for prefix, rate in rates.items() if name.startswith(prefix))
            self.assertAlmostEqual(found[p][0], rate, msg=name)
            self.assertEqual(found[p][1], 0.0 if p.dim() == 1 else 0.01, name)


class TokenDropoutTest(unittest.TestCase):
    def test_tokens_are_left_out_by_their_share_and_the_first_never(self):
        torch.manual_seed(0)
        training = Training.__new__(Training)
        mask = torch.ones(200, 50, dtype=torch.int64)
        mask[:, 40:] = 0
        training.h = types.SimpleNamespace(token_dropout=0.25)
        kept = training._without_some(mask)
        self.assertTrue(kept[:, 0].all())
        self.assertFalse(kept[:, 40:].any())
        self.assertAlmostEqual(kept[:, 1:40].double().mean().item(), 0.75, delta=0.02)
        training.h = types.SimpleNamespace(token_dropout=0.0)
        self.assertIs(training._without_some(mask), mask)


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

    def test_an_evaluation_equals_scikit_learn(self):
        from sklearn.metrics import f1_score, log_loss
        random = numpy.random.default_rng(6)
        classes, logits = random.integers(0, 4, 200), random.standard_normal((200, 4)).astype(numpy.float32)
        logits[numpy.arange(200), classes] += 1
        found = metrics.evaluate(logits, numpy.eye(4, dtype=numpy.float32)[classes], "single_label")
        self.assertAlmostEqual(found["macro_f1"], f1_score(classes, logits.argmax(1), average="macro"))
        self.assertAlmostEqual(found["micro_f1"], f1_score(classes, logits.argmax(1), average="micro"))
        self.assertAlmostEqual(found["loss"], log_loss(classes, torch.softmax(torch.from_numpy(logits).double(), 1).numpy()))
        targets = (random.random((200, 4)) < 0.3).astype(numpy.float32)
        found = metrics.evaluate(logits, targets, "multi_label")
        self.assertAlmostEqual(found["loss"], F.binary_cross_entropy_with_logits(torch.from_numpy(logits), torch.from_numpy(targets)).item(), places=5)


class LossTest(unittest.TestCase):
    def objective(self, kind, weights=None, labels=3, **options):
        defaults = dict(loss="cross_entropy", focal_gamma=2.0, label_smoothing=0.0, distillation_weight=0.5, distillation_temperature=2.0)
        return losses.Objective(kind, types.SimpleNamespace(**{**defaults, **options}),
                                torch.ones(labels) if weights is None else torch.tensor(weights))

    def loss(self, objective, logits, targets, teacher=None):
        return objective.share(logits, targets, teacher, objective.divisor(targets), len(targets)).item()

    def setUp(self):
        torch.manual_seed(5)
        self.logits, self.classes = torch.randn(7, 3) * 2, torch.tensor([0, 1, 2, 2, 1, 0, 2])
        self.one, self.several = F.one_hot(self.classes, 3).float(), (torch.rand(7, 3) < 0.4).float()

    def test_values_computed_by_hand(self):
        # p = (1/4, 3/4): cross-entropy ln 4; focal (3/4)^2 ln 4; smoothed by 0.2: 0.9 ln 4 + 0.1 ln(4/3).
        logits, targets = torch.tensor([[0.0, 1.0986123]]), torch.tensor([[1.0, 0.0]])
        for options, expected in (({}, 1.3862944), (dict(loss="focal"), 0.7797906), (dict(label_smoothing=0.2), 1.2764331)):
            self.assertAlmostEqual(self.loss(self.objective("single_label", labels=2, **options), logits, targets), expected, places=5)
        # Two labels, p = (1/2, 3/4), the first present: (ln 2 + ln 4) / 2; focal (ln 2 / 4 + 9/16 ln 4) / 2.
        for options, expected in (({}, 1.0397208), (dict(loss="focal"), 0.4765387)):
            self.assertAlmostEqual(self.loss(self.objective("multi_label", labels=2, **options), logits, targets), expected, places=5)
        # A teacher whose probabilities are (1/2, 1/2), T = 1, w = 1: (ln 4 + ln(4/3)) / 2.
        teacher = torch.tensor([[0.5, 0.5]])
        objective = self.objective("single_label", labels=2, distillation_weight=1.0, distillation_temperature=1.0)
        self.assertAlmostEqual(self.loss(objective, logits, targets, teacher), 0.8369882, places=5)

    def test_equals_pytorch_with_weights_and_smoothing(self):
        weights = [0.5, 2.0, 3.0]
        for smoothing in (0.0, 0.1):
            objective = self.objective("single_label", weights, label_smoothing=smoothing)
            expected = F.cross_entropy(self.logits, self.classes, torch.tensor(weights), label_smoothing=smoothing)
            self.assertAlmostEqual(self.loss(objective, self.logits, self.one), expected.item(), places=5)
            objective = self.objective("multi_label", weights, label_smoothing=smoothing)
            expected = F.binary_cross_entropy_with_logits(
                self.logits, self.several * (1 - smoothing) + smoothing / 2, pos_weight=torch.tensor(weights))
            self.assertAlmostEqual(self.loss(objective, self.logits, self.several), expected.item(), places=5)

    def test_distillation_equals_the_divergence_from_the_teacher_up_to_its_entropy(self):
        teacher = torch.softmax(torch.randn(7, 3), 1)
        objective = self.objective("single_label", distillation_weight=1.0, distillation_temperature=3.0)
        divergence = F.kl_div(F.log_softmax(self.logits / 3, 1), teacher, reduction="batchmean")
        entropy = -(teacher * teacher.log()).sum(1).mean()
        self.assertAlmostEqual(self.loss(objective, self.logits, self.one, teacher), 9 * (divergence + entropy).item(), places=4)
        half = self.loss(self.objective("single_label", distillation_temperature=3.0), self.logits, self.one, teacher)
        self.assertAlmostEqual(half, (9 * (divergence + entropy) + F.cross_entropy(self.logits, self.classes)).item() / 2, places=4)

    def test_parts_of_a_batch_add_up_to_its_loss(self):
        teacher = torch.softmax(torch.randn(7, 3), 1)
        for kind, targets in (("single_label", self.one), ("multi_label", self.several)):
            objective = self.objective(kind, [0.5, 2.0, 3.0], loss="focal", label_smoothing=0.1)
            parts = sum(objective.share(self.logits[i:i + 3], targets[i:i + 3], teacher[i:i + 3], objective.divisor(targets), 7).item()
                        for i in (0, 3, 6))
            self.assertAlmostEqual(parts, self.loss(objective, self.logits, targets, teacher), places=5)

    def test_a_batch_whose_texts_all_weigh_nothing_teaches_nothing(self):
        logits, targets = torch.randn(4, 2, requires_grad=True), torch.tensor([[1.0, 0.0]] * 4)
        teacher = torch.full((4, 2), 0.5)
        for options in (dict(label_smoothing=0.1), dict(label_smoothing=0.1, loss="focal"), {}):
            objective = self.objective("single_label", [0.0, 1.0], **options)
            loss = objective.share(logits, targets, None, objective.divisor(targets), 4)
            gradient, = torch.autograd.grad(loss, logits)
            self.assertEqual((loss.item(), gradient.abs().max().item()), (0.0, 0.0), options)
            soft = objective._soft(logits / 2, teacher).mean().item() * 4
            self.assertAlmostEqual(self.loss(objective, logits, targets, teacher), soft / 2, places=5)  # the teachers still count
        # Where one text weighs something, it is PyTorch's loss.
        targets[0] = torch.tensor([0.0, 1.0])
        objective = self.objective("single_label", [0.0, 1.0], label_smoothing=0.1)
        self.assertAlmostEqual(self.loss(objective, logits, targets), F.cross_entropy(
            logits, torch.tensor([1, 0, 0, 0]), torch.tensor([0.0, 1.0]), label_smoothing=0.1).item(), places=5)

    def test_no_gradient_is_lost_at_the_ends_of_the_scale(self):
        for gamma in (0.5, 2.0):
            for kind in ("single_label", "multi_label"):
                logits = torch.tensor([[200.0, -200.0, 0.0]], requires_grad=True)
                for target in ([[1.0, 0.0, 0.0]], [[0.0, 1.0, 0.0]]):
                    objective = self.objective(kind, loss="focal", focal_gamma=gamma)
                    objective.share(logits, torch.tensor(target), None, 1.0, 1).backward()
                    self.assertTrue(torch.isfinite(logits.grad).all(), (gamma, kind, target))

    def test_balanced_weights(self):
        one = numpy.eye(3, dtype=numpy.float32)[[0, 0, 0, 1]]
        numpy.testing.assert_allclose(losses.class_weights("balanced", one, "single_label"), [4 / 9, 4 / 3, 1])
        several = numpy.float32([[1, 0, 1], [0, 0, 1], [0, 0, 1], [0, 1, 1]])
        numpy.testing.assert_allclose(losses.class_weights("balanced", several, "multi_label"), [3, 3, 1])


class BatchesTest(unittest.TestCase):
    def test_every_row_is_in_one_batch_and_an_epoch_is_reproducible(self):
        lengths = numpy.random.default_rng(3).integers(3, 40, 1000)
        found = batches.shuffled(lengths, 64, seed=1, epoch=0)
        self.assertEqual(sorted(numpy.concatenate(found)), list(range(1000)))
        again, other = (batches.shuffled(lengths, 64, seed=1, epoch=epoch) for epoch in (0, 1))
        self.assertTrue(all((a == b).all() for a, b in zip(found, again)))
        self.assertFalse(numpy.array_equal(found[0], other[0]))

    def test_sets_are_mixed_and_whole(self):
        found = batches.mixed([numpy.arange(100), numpy.arange(40)], 16, seed=1, epoch=0)
        for number, rows in ((0, 100), (1, 40)):
            self.assertEqual(sorted(numpy.concatenate([part for s, part in found if s == number])), list(range(rows)))
        order = [number for number, _ in found]
        self.assertNotEqual(order, sorted(order))

    def test_padding(self):
        data = Dataset([numpy.array([4, 5, 6]), numpy.array([7])], [None, numpy.array([1])], numpy.zeros((2, 1), numpy.float32))
        ids, mask, types = batches.pad(data, [0, 1], 9)
        self.assertEqual((ids.tolist(), mask.tolist(), types.tolist()), ([[4, 5, 6], [7, 9, 9]], [[1, 1, 1], [1, 0, 0]], [[0, 0, 0], [1, 0, 0]]))
        self.assertIsNone(batches.pad(data, [0], 9)[2])


class WordTableTest(unittest.TestCase):
    def test_only_rows_in_use_are_trained_and_all_can_be_read(self):
        whole = torch.randn(9, 4)
        words = WordTable(whole.clone(), torch.tensor([2, 3, 7]))
        self.assertEqual([tuple(p.shape) for p in words.parameters()], [(3, 4)])
        self.assertEqual(list(words.state_dict()), ["weight"])
        words(torch.tensor([[2, 7, 7]])).sum().backward()
        self.assertEqual(words.weight.grad[:, 0].tolist(), [1, 0, 2])
        with torch.no_grad():
            words.weight += 1
            whole[[2, 3, 7]] += 1
            ids = torch.tensor([[1, 2], [7, 8]])
            self.assertTrue(torch.equal(words.eval()(ids), whole[ids]))
            self.assertTrue(torch.equal(words.whole()(ids), whole[ids]))


class RateTest(unittest.TestCase):
    def test_rises_to_one_and_falls_to_the_last_step(self):
        factors = [rate_factor(step, 100, 0.1) for step in range(100)]
        self.assertAlmostEqual(factors[0], 0.1)
        self.assertEqual((factors[9], factors[10]), (1.0, 1.0))
        self.assertAlmostEqual(factors[-1], 1 / 90)
        self.assertEqual(rate_factor(0, 1, 0.0), 1.0)


if __name__ == "__main__":
    unittest.main()
