"""Where a training starts: Hugging Face folders of every kind, bundles of ours, added tokens. python3 -m unittest discover tools/finetune"""

import contextlib
import dataclasses
import io
import json
import os
import struct
import tarfile
import tempfile
import time
import types
import unittest

import numpy
import onnx
import torch
from onnx import numpy_helper

import base
import bundle
import check_graph
import export
import graph
import graph_runner
import toy
import vocabulary
from dataset import read_dataset
from encoder import Classifier
from errors import TrainerError
from quantize import quantize_columns
from shape import parameter_shapes, read_config, read_shape

HERE = os.path.dirname(os.path.abspath(__file__))
BUNDLE = os.path.join(HERE, "..", "..", "models", "emotion-en")
EXPORTS = os.path.join(os.environ.get("EMOTIONONNX_DATA", ""), "hf-exports")


class FolderTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        torch.set_num_threads(1)

    def path(self, *parts):
        return os.path.join(self.folder.name, *parts)

    def write(self, kind, tensors=None, file_types=("F32",), **changes):
        toy.write_base(self.path("base"), kind, tensors, file_types, **changes)
        return read_shape(read_config(self.path("base")), "config.json")

    def read(self, shape):
        return base.read_base(self.path("base"), shape)


class HuggingFaceTest(FolderTest):
    def test_every_kind_is_read_whole(self):
        for kind in toy.CONFIGS:
            shape = self.write(kind)
            self.assertEqual({name: tuple(t.shape) for name, t in self.read(shape).items()}, parameter_shapes(shape))
            self.assertEqual({name: tuple(p.shape) for name, p in Classifier(shape, [3]).named_parameters() if "heads" not in name},
                             parameter_shapes(shape))

    def test_prefixes_old_names_and_number_formats_make_no_difference(self):
        tensors = toy.tensors_of("bert", numpy.random.default_rng(4))
        plain = self.read(self.write("bert", tensors))
        renamed = {"bert." + name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"): array
                   for name, array in tensors.items()}
        renamed["bert.embeddings.position_ids"] = numpy.zeros((1, 40), numpy.float32)  # old files hold this constant
        other = self.read(self.write("bert", renamed, ("F64", "F32")))
        self.assertTrue(all(torch.equal(plain[name], other[name]) for name in plain))
        coarse = self.read(self.write("bert", renamed, ("F16", "BF16")))
        for name in plain:
            numpy.testing.assert_allclose(plain[name], coarse[name], rtol=2**-7, atol=1e-6)

    def test_a_pickled_model_is_read_and_runs_nothing(self):
        tensors = toy.tensors_of("distilbert", numpy.random.default_rng(4), "distilbert.")
        shape = self.write("distilbert", tensors)
        expected = self.read(shape)
        os.remove(self.path("base", "model.safetensors"))
        torch.save({name: torch.from_numpy(array) for name, array in tensors.items()}, self.path("base", "pytorch_model.bin"))
        found = self.read(shape)
        self.assertTrue(all(torch.equal(expected[name], found[name]) for name in expected))
        torch.save({"embeddings": Evil(self.path("ran"))}, self.path("base", "pytorch_model.bin"))
        with self.assertRaisesRegex(TrainerError, "pytorch_model.bin"):
            self.read(shape)
        self.assertFalse(os.path.exists(self.path("ran")))

    def test_a_pickled_file_that_is_no_table_of_tensors_is_refused(self):
        shape = self.write("distilbert")
        os.remove(self.path("base", "model.safetensors"))
        torch.save([torch.zeros(1)], self.path("base", "pytorch_model.bin"))
        with self.assertRaisesRegex(TrainerError, "holds no tensors by name but a list"):
            self.read(shape)
        with tarfile.open(self.path("base", "pytorch_model.bin"), "w") as archive:
            archive.add(self.path("base", "config.json"), "pickle")
        with self.assertRaisesRegex(TrainerError, "is a tar archive"):
            self.read(shape)

    def test_roberta_counts_positions_from_its_padding_id(self):
        tensors = toy.tensors_of("roberta", numpy.random.default_rng(4))
        shape = self.write("roberta", tensors)
        self.assertEqual((shape.positions, shape.offset, shape.types), (40, 2, 0))
        expected = tensors["embeddings.position_embeddings.weight"][2:] + tensors["embeddings.token_type_embeddings.weight"]
        numpy.testing.assert_array_equal(self.read(shape)["positions.weight"], expected)

    def test_missing_and_misshapen_tensors_are_named(self):
        tensors = toy.tensors_of("bert", numpy.random.default_rng(4))
        del tensors["encoder.layer.1.attention.self.key.bias"]
        tensors["encoder.layer.0.output.dense.weight"] = numpy.zeros((32, 63), numpy.float32)
        with self.assertRaises(TrainerError) as caught:
            self.read(self.write("bert", tensors))
        self.assertIn("encoder.layer.1.attention.self.key.bias is missing", str(caught.exception))
        self.assertIn("encoder.layer.0.output.dense.weight is [32, 63], expected [32, 64]", str(caught.exception))

    def test_a_header_that_is_no_table_of_tensors_is_said(self):
        shape = self.write("bert")
        for entry in ('{"dtype": "F32", "shape": [1]}', '{"shape": [1], "data_offsets": [0, 4]}', '{"dtype": ["F32"], "shape": [1], "data_offsets": [0, 4]}',
                      '{"dtype": "F32", "shape": [1.5], "data_offsets": [0, 4]}', '{"dtype": "F32", "shape": [1], "data_offsets": [4, 0]}',
                      '{"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]}', '{"dtype": "F32", "shape": 1, "data_offsets": [0, 4]}', "[" * 100000, "3"):
            header = ('{"embeddings.word_embeddings.weight": ' + entry + "}").encode()
            with open(self.path("base", "model.safetensors"), "wb") as f:
                f.write(struct.pack("<Q", len(header)) + header + bytes(8))
            with self.assertRaisesRegex(TrainerError, "its header is not the expected JSON"):
                self.read(shape)

    def rewrite_header(self, change):
        """The bytes of the tensors as they are, under another header."""
        with open(self.path("base", "model.safetensors"), "rb") as f:
            length, = struct.unpack("<Q", f.read(8))
            header, data = json.loads(f.read(length)), f.read()
        change(header)
        text = json.dumps(header).encode()
        with open(self.path("base", "model.safetensors"), "wb") as f:
            f.write(struct.pack("<Q", len(text)) + text + data)

    def test_tensors_that_share_bytes_are_refused(self):
        shape = self.write("bert")
        query, key = (f"encoder.layer.0.attention.self.{part}.weight" for part in ("query", "key"))
        for shift in (0, 4):
            def change(header):
                start, end = header[query]["data_offsets"]
                header[key]["data_offsets"] = [start + shift, end + shift]
            self.rewrite_header(change)
            with self.assertRaisesRegex(TrainerError, f"model.safetensors: .*{query if not shift else key}.* share bytes"):
                self.read(shape)

    def test_an_empty_tensor_shares_no_bytes(self):
        shape = self.write("bert")
        self.rewrite_header(lambda header: header.update(empty=dict(dtype="F32", shape=[0], data_offsets=header["embeddings.LayerNorm.weight"]["data_offsets"][:1] * 2)))
        self.read(shape)

    def test_offsets_that_do_not_fit_the_shape_are_refused(self):
        name = "embeddings.word_embeddings.weight"
        for less in (1, 4):
            shape = self.write("bert")
            self.rewrite_header(lambda header: header[name].update(data_offsets=[0, 60 * 32 * 4 - less]))
            with self.assertRaisesRegex(TrainerError, rf"model.safetensors: {name} has {7680 - less} bytes; F32 of its shape \[60, 32\] is 7680"):
                self.read(shape)

    def test_numbers_that_are_none_are_refused_also_in_rows_of_no_text(self):
        name = "embeddings.word_embeddings.weight"
        for value, kind in ((numpy.nan, "F32"), (numpy.inf, "F16"), (-numpy.inf, "BF16"), (1e300, "F64")):
            tensors = toy.tensors_of("bert", numpy.random.default_rng(4))
            tensors[name] = tensors[name].astype(numpy.float64)
            tensors[name][59, 31] = value
            shape = self.write("bert", tensors, (kind,))
            with self.subTest(kind), self.assertRaisesRegex(TrainerError, f"model.safetensors: {name} holds NaN, infinity"):
                self.read(shape)
        os.remove(self.path("base", "model.safetensors"))
        torch.save({name: torch.from_numpy(array) for name, array in tensors.items()}, self.path("base", "pytorch_model.bin"))
        with self.assertRaisesRegex(TrainerError, f"pytorch_model.bin: {name} holds NaN, infinity"):
            self.read(shape)

    def test_layers_that_the_file_lacks_are_not_all_looked_for(self):
        tensors = toy.tensors_of("bert", numpy.random.default_rng(4))
        shape = self.write("bert", tensors, num_hidden_layers=10**7)
        begun = time.monotonic()
        with self.assertRaisesRegex(TrainerError, "encoder.layer.2.attention.self.query.weight is missing.* and 10 more"):
            self.read(shape)
        self.assertLess(time.monotonic() - begun, 2)
        shape = self.write("bert", {name.replace("layer.0", "layer.5"): array for name, array in tensors.items()})
        with self.assertRaisesRegex(TrainerError, "encoder.layer.0.attention.self.query.weight is missing"):
            self.read(shape)

    def test_what_cannot_be_read_is_said(self):
        shape = self.write("bert")
        with open(self.path("base", "model.safetensors"), "rb") as f:
            whole = f.read()
        for content, message in ((whole[:-4], "cut off"), (whole[:100], "part of one"), (b"", "part of one"), (b"\2" + bytes(7) + b"[]", "header"),
                                 (b"\xff" * 40, "part of one")):
            with open(self.path("base", "model.safetensors"), "wb") as f:
                f.write(content)
            with self.assertRaisesRegex(TrainerError, message):
                self.read(shape)
        os.remove(self.path("base", "model.safetensors"))
        with self.assertRaisesRegex(TrainerError, "has none of model.safetensors"):
            self.read(shape)
        for changes, message in ((dict(model_type="gpt2"), "gpt2"), (dict(hidden_act="relu"), "relu"), (dict(hidden_size="32"), "hidden_size"),
                                 (dict(position_embedding_type="relative_key"), "relative_key"), (dict(num_attention_heads=5), "no encoder")):
            with self.assertRaisesRegex(TrainerError, message):
                self.write("bert", **changes)


class Evil:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (self.path, "w")


class ReferenceTest(FolderTest):
    """Exports of transformers 4.57 and the logits it gave: our encoder, under their heads, gives the same."""

    HEADS = {"bert": (["bert.pooler.dense", "classifier"], torch.tanh), "roberta": (["classifier.dense", "classifier.out_proj"], torch.tanh),
             "distilbert": (["pre_classifier", "classifier"], torch.relu)}

    @unittest.skipUnless(os.path.isdir(EXPORTS), "EMOTIONONNX_DATA has no hf-exports")
    def test_states_of_the_first_token_give_the_logits_of_hugging_face(self):
        for name in ("bert-multilabel", "roberta", "xlm-roberta", "distilbert"):
            tensors = tensors_of_export(os.path.join(EXPORTS, name, "model.onnx"))
            toy.write_safetensors(self.path("model.safetensors"), tensors)
            shape = read_shape(read_config(os.path.join(EXPORTS, name)), name)
            model = Classifier(shape, [1]).eval()
            model.load_state_dict(base.read_base(self.folder.name, shape), strict=False)
            model.heads[0] = torch.nn.Identity()
            (first, second), activation = self.HEADS[shape.kind]
            with open(os.path.join(EXPORTS, name, "expected.jsonl"), encoding="utf-8") as f:
                cases = [json.loads(line) for line in f]
            singles = [case for case in cases if case["pair"] is None]  # a pair's token types are not in the file
            self.assertGreater(len(singles), 4)
            for case in singles:
                ids = torch.tensor([case["ids"]])
                with torch.no_grad():
                    state = model(ids, torch.ones_like(ids))[0].numpy()
                inner = activation(torch.from_numpy(tensors[f"{first}.weight"] @ state + tensors[f"{first}.bias"])).numpy()
                logits = tensors[f"{second}.weight"] @ inner + tensors[f"{second}.bias"]
                numpy.testing.assert_allclose(logits, case["logits"], atol=1e-4, err_msg=f"{name}: {case['text']!r}")


def tensors_of_export(path):
    """An ONNX export's weights under Hugging Face's names, which the nodes still bear."""
    model = onnx.load(path).graph
    constants = {t.name: numpy_helper.to_array(t) for t in model.initializer}
    for node in model.node:
        if node.op_type == "Identity" and node.input[0] in constants:
            constants[node.output[0]] = constants[node.input[0]]
    found = {name: array for name, array in constants.items() if "embedding" in name and name.endswith("weight")}
    for node in model.node:
        module = ".".join(node.name.strip("/").split("/")[:-1])
        weights = [constants[name] for name in node.input if name in constants]
        if node.op_type == "MatMul" and weights:
            found[f"{module}.weight"] = weights[0].T
        elif node.op_type == "Add" and f"{module}.weight" in found and weights:
            found[f"{module}.bias"] = weights[0]
        elif node.op_type in ("Gemm", "LayerNormalization"):
            found[f"{module}.weight"], found[f"{module}.bias"] = weights
    return found


class GraphTest(FolderTest):
    """The exported graphs against PyTorch, and back."""

    def model(self, kind, limit=4.0):
        shape = self.write(kind)
        torch.manual_seed(7)
        model = Classifier(shape, [3, 2], limit=limit).eval()
        model.load_state_dict(self.read(shape), strict=False)
        return shape, model, {name: tensor.numpy() for name, tensor in model.state_dict().items()}

    def test_both_graphs_give_pytorchs_logits_and_their_weights_can_be_read_back(self):
        random = numpy.random.default_rng(8)
        ids, mask = torch.from_numpy(random.integers(4, 60, (5, 12))), torch.ones(5, 12, dtype=torch.int64)
        mask[1, 7:] = mask[3, 2:] = 0
        for kind in toy.CONFIGS:
            shape, model, tensors = self.model(kind)
            types = torch.from_numpy(random.integers(0, 2, (5, 12))) if shape.types else None
            with torch.no_grad():
                expected = model(ids, mask, types).numpy()
            plain = graph.classifier(shape, tensors, 3, model.limit)
            onnx.checker.check_model(plain)
            self.assertEqual([i.name for i in plain.graph.input],
                             ["input_ids", "attention_mask"] + (["token_type_ids"] if kind == "bert" else []))
            numpy.testing.assert_allclose(graph_runner.run(plain, ids, mask, types), expected, atol=1e-5, err_msg=kind)

            toy.write_rows(self.path("rows.jsonl"), 200, 9)
            rows = read_dataset(self.path("rows.jsonl"), ["a", "b", "c"], "multi_label", shape, 30)
            quantized = graph.classifier(shape, tensors, 3, model.limit, export.activation_ranges(model, export.sample(rows, 1)))
            onnx.save(quantized, self.path("model.onnx"))
            with contextlib.redirect_stdout(io.StringIO()):
                self.assertEqual(check_graph.check(self.path("model.onnx")), 12)
            difference = graph_runner.run(quantized, ids, mask, types) - expected
            self.assertLess(numpy.sqrt((difference ** 2).mean()), 0.15 * expected.std(), kind)

            os.remove(self.path("base", "model.safetensors"))
            onnx.save(plain, self.path("base", "model.onnx"))
            read = self.read(shape)
            self.assertTrue(all(numpy.array_equal(read[name], tensors[name]) for name in parameter_shapes(shape)), kind)
            os.replace(self.path("model.onnx"), self.path("base", "model.onnx"))
            for name, tensor in self.read(shape).items():
                # Half a step for the rounding, half a step of dither.
                step = numpy.abs(tensors[name]).max() / 64
                numpy.testing.assert_allclose(tensor, tensors[name], atol=step * 1.01, err_msg=name)

    def test_what_is_learned_from_int8_weights_survives_int8(self):
        quantized, scale = quantize_columns(numpy.random.RandomState(1).normal(0, 0.05, (400, 8)).astype(numpy.float32))
        start = (quantized + bundle.dither("encoder.layer.0.intermediate", quantized.shape)) * scale
        learned = 0.2 * scale  # less than half a step, in every weight of a column alike
        again, step = quantize_columns(start + learned)
        moved = again * step - quantized * scale
        numpy.testing.assert_allclose(moved.mean(0) / scale, 0.2, atol=0.06)
        numpy.testing.assert_array_equal(quantize_columns(quantized * scale + learned)[0][:, 0], quantized[:, 0])  # without dither all of it is lost

    def test_padding_does_not_change_a_text(self):
        for kind in toy.CONFIGS:
            _, model, _ = self.model(kind)
            with torch.no_grad():
                alone = model(torch.tensor([[2, 7, 9, 3]]), torch.ones(1, 4))
                padded = model(torch.tensor([[2, 7, 9, 3, 0, 0], [2, 8, 8, 8, 8, 3]]), torch.tensor([[1, 1, 1, 1, 0, 0], [1] * 6]))
            numpy.testing.assert_allclose(alone[0], padded[0], atol=1e-5)

    def test_the_model_in_the_box_is_a_base(self):
        shape = read_shape(read_config(BUNDLE), BUNDLE)
        tensors = base.read_base(BUNDLE, shape)
        self.assertEqual({name: tuple(t.shape) for name, t in tensors.items()}, parameter_shapes(shape))
        self.assertAlmostEqual(tensors["norm.weight"].mean().item(), 0.9, delta=0.5)

    def test_another_programs_graph_is_refused(self):
        shape, _, tensors = self.model("bert")
        model = graph.classifier(shape, tensors, 3, 0.0)
        del model.graph.initializer[:5]
        os.remove(self.path("base", "model.safetensors"))
        onnx.save(model, self.path("base", "model.onnx"))
        with self.assertRaisesRegex(TrainerError, "not a graph of this trainer.*is missing"):
            self.read(shape)
        with open(self.path("base", "model.onnx"), "wb") as f:
            f.write(b"version https://git-lfs.github.com/spec/v1")
        with self.assertRaisesRegex(TrainerError, "model.onnx"):
            self.read(shape)


    def test_tensors_of_a_bundle_that_are_broken_are_named(self):
        shape, _, tensors = self.model("bert")
        ranges = {f"encoder.layer.{i}.{site}": (-4.0, 4.0) for i in range(2) for site in ("attention.qkv", "attention.output", "intermediate", "output")}
        os.remove(self.path("base", "model.safetensors"))

        def fails(seen, name, change, message, read=lambda: self.read(shape)):
            model = graph.classifier(shape, tensors, 3, 4.0, seen)
            change(next(t for t in model.graph.initializer if t.name == name))
            with open(self.path("base", "model.onnx"), "wb") as f:
                f.write(model.SerializeToString())
            with self.subTest(message), self.assertRaisesRegex(TrainerError, f"model.onnx.*{message}"):
                read()

        def put(array):
            return lambda tensor: tensor.CopyFrom(numpy_helper.from_array(array, tensor.name))

        def broken(tensor):
            tensor.raw_data = tensor.raw_data[:-3]

        def elsewhere(tensor):
            tensor.data_location = onnx.TensorProto.EXTERNAL
            tensor.external_data.add(key="location", value="config.json")

        layer, filled = "encoder.layer.1.", numpy.full(32, numpy.nan, numpy.float32)
        fails(None, f"{layer}norm.bias", broken, rf"{layer}norm.bias cannot be read as \[32\]")
        fails(None, f"{layer}norm.bias", lambda t: t.dims.append(3), rf"{layer}norm.bias cannot be read as \[32, 3\]")
        fails(None, f"{layer}norm.bias", lambda t: setattr(t, "data_type", 8), f"{layer}norm.bias is of the type STRING, expected FLOAT")
        fails(None, f"{layer}norm.bias", lambda t: setattr(t, "data_type", 99), f"{layer}norm.bias is of the type 99")
        fails(None, f"{layer}norm.bias", elsewhere, f"{layer}norm.bias lies in another file")
        fails(None, f"{layer}norm.bias", put(filled), f"{layer}norm.bias holds NaN")
        fails(None, f"{layer}attention.key.weight", put(numpy.zeros((31, 32), numpy.float32)), rf"{layer}attention.key.weight is \[31, 32\], expected \[32, 32\]")
        fails(None, f"{layer}attention.key.weight", put(numpy.zeros(1024, numpy.float32)), rf"{layer}attention.key.weight is \[1024\], expected")
        fails(ranges, f"{layer}output.weight_scale", put(numpy.ones(7, numpy.float32)), rf"{layer}output.weight_scale is \[7\], which does not fit")
        fails(ranges, f"{layer}output.weight_scale", put(numpy.ones(1, numpy.float32)), rf"{layer}output.weight_scale is \[1\], which does not fit")
        fails(ranges, f"{layer}output.weight_scale", put(filled), f"{layer}output.weight_scale holds NaN")
        fails(ranges, f"{layer}output.weight_scale", put(numpy.full(32, 3e38, numpy.float32)), f"{layer}output.weight_scale holds NaN, infinity or more")
        fails(ranges, f"{layer}output.weight_quantized", put(numpy.zeros((64, 32), numpy.uint8)), f"{layer}output.weight_quantized is of the type UINT8, expected INT8")
        fails(ranges, "embeddings.words.table_scale", put(filled), r"embeddings.words.table_scale holds NaN")
        fails(ranges, "embeddings.words.table_scale", put(numpy.ones(60, numpy.float32)), r"embeddings.words.table_scale is \[60\], which does not fit")

        def head():
            labels = dict(id2label={"0": "a", "1": "b", "2": "c"}, problem_type="multi_label_classification")
            base.read_head(self.path("base"), labels, "multi_label", shape)
        fails(None, "classifier.weight", put(numpy.zeros((3, 31), numpy.float32)), "its head, classifier.weight .* does not fit", head)
        fails(None, "classifier.bias", put(filled[:3]), "classifier.bias holds NaN", head)


class VocabularyTest(FolderTest):
    def extend(self, *tokens, size=60):
        shape = self.write("bert")
        request = types.SimpleNamespace(vocabulary_size=size, added_tokens=[types.SimpleNamespace(token=t, id=i, pieces=p) for t, i, p in tokens])
        tensors = self.read(shape)
        found, extended = vocabulary.extend(tensors, shape, request)
        return tensors["words.weight"], found["words.weight"], shape, extended

    def test_a_new_token_starts_from_the_mean_of_its_pieces(self):
        before, after, shape, extended = self.extend(("😀", 60, [10, 20, 20]), ("🫠", 61, []))
        self.assertEqual(extended, dataclasses.replace(shape, vocabulary=62))
        self.assertTrue(torch.equal(before, after[:60]))
        numpy.testing.assert_allclose(after[60], (before[10] + 2 * before[20]) / 3, rtol=1e-6)
        numpy.testing.assert_allclose(after[61], before.mean(0), rtol=1e-6)

    def test_a_row_that_the_table_has_to_spare_is_taken(self):
        before, after, shape, extended = self.extend(("😀", 58, [10]), size=58)
        self.assertEqual(extended, shape)
        self.assertTrue(torch.equal(after[58], before[10]))

    def test_ids_that_do_not_fit_are_refused(self):
        for tokens, size, message in (([("a", 61, [1])], 60, "no token has the id 60"), ([("a", 60, [1]), ("b", 60, [2])], 60, "twice"),
                                      ([("a", 60, [60])], 60, "piece 60"), ([], 61, "not the base model's tokenizer")):
            with self.assertRaisesRegex(TrainerError, message):
                self.extend(*tokens, size=size)


if __name__ == "__main__":
    unittest.main()
