#!/usr/bin/env python3
"""Writes the small graphs that the tests load, some of them wrong on purpose.

    python3 tools/reference/make_test_graphs.py tests/EmotionOnnx.Tests/Fixtures/graphs

Needs numpy and onnx (Debian: python3-onnx). The good ones add up one row of a table per token, so that a test knows every
logit by hand:  logits[b, l] = sum over s of attention_mask[b, s] * table[input_ids[b, s], l]
The vocabulary is vocab.txt beside them; the table is below.
"""
import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

#                joy  sadness  anger
WORDS = {
    "[PAD]": (9, 9, 9),  # seen only if padding is not masked
    "[UNK]": (0, 0, 0),
    "[CLS]": (0, 0, 0),
    "[SEP]": (0, 0, 0),
    "happy": (2, -1, 0),
    "sad": (-1, 2, 0),
    "angry": (-1, 0, 2),
    "very": (0.5, 0.5, 0.5),
    "the": (0, 0, 0),
    "##s": (0, 0, 0),
    "!": (0.25, 0, 0.25),
    ".": (0, 0, 0),
}


def graph(path, *, labels=3, token_types=True, id_type=TensorProto.INT64, batch="batch", sequence="sequence",
          extra_input=None, output="logits", second_output=False, label_dim=True, nan=False):
    table = np.array([(row * 2)[:labels] for row in WORDS.values()], dtype=np.float32)
    inputs = [helper.make_tensor_value_info(name, id_type, [batch, sequence])
              for name in ["input_ids", "attention_mask"] + (["token_type_ids"] if token_types else [])]
    if extra_input:
        inputs.append(helper.make_tensor_value_info(extra_input, TensorProto.INT64, [batch, sequence]))
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "axis_2"], ["mask_3d"]),
        helper.make_node("Mul", ["rows", "mask_3d"], ["masked"]),
        helper.make_node("ReduceSum", ["masked", "axis_1"], ["sum"], keepdims=0),
        helper.make_node("Log" if nan else "Identity", ["sum"], [output]),
    ]
    outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, [batch, labels if label_dim else "labels"])]
    if second_output:
        nodes.append(helper.make_node("Identity", ["sum"], ["hidden"]))
        outputs.append(helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [batch, labels]))
    initializers = [
        numpy_helper.from_array(table, "table"),
        numpy_helper.from_array(np.array([1], dtype=np.int64), "axis_1"),
        numpy_helper.from_array(np.array([2], dtype=np.int64), "axis_2"),
    ]
    model = helper.make_model(
        helper.make_graph(nodes, "sum_of_rows", inputs, outputs, initializers),
        opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    checker.check_model(model)
    Path(path).write_bytes(model.SerializeToString())


def write(path, nodes, initializers):
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"])
              for name in ["input_ids", "attention_mask", "token_type_ids"]]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 3])]
    model = helper.make_model(
        helper.make_graph(nodes, "one_thing", inputs, outputs, initializers),
        opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    checker.check_model(model)
    Path(path).write_bytes(model.SerializeToString())


def last_word(path):
    """The row of the token before the last, which is [SEP] unless something else stands on the right."""
    write(path, [
        helper.make_node("Gather", ["input_ids", "before_last"], ["ids"], axis=1),
        helper.make_node("Gather", ["table", "ids"], ["logits"]),
    ], [
        numpy_helper.from_array(np.array([row for row in WORDS.values()], dtype=np.float32), "table"),
        numpy_helper.from_array(np.array(-2, dtype=np.int64), "before_last"),
    ])


def type_count(path):
    """Three times how many tokens are of type 1."""
    write(path, [
        helper.make_node("Cast", ["token_type_ids"], ["types"], to=TensorProto.FLOAT),
        helper.make_node("ReduceSum", ["types", "axis_1"], ["count"], keepdims=1),
        helper.make_node("Expand", ["count", "three"], ["logits"]),
    ], [
        numpy_helper.from_array(np.array([1], dtype=np.int64), "axis_1"),
        numpy_helper.from_array(np.array([1, 3], dtype=np.int64), "three"),
    ])


def main(folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(WORDS) + "\n", encoding="utf-8")
    graph(folder / "sum.onnx")
    graph(folder / "no_token_types.onnx", token_types=False)
    graph(folder / "one_label.onnx", labels=1)
    graph(folder / "four_labels.onnx", labels=4)
    graph(folder / "open_label_count.onnx", labels=4, label_dim=False)
    graph(folder / "position_ids.onnx", extra_input="position_ids")
    graph(folder / "int32_inputs.onnx", id_type=TensorProto.INT32)
    graph(folder / "fixed_shape.onnx", batch=1, sequence=16)
    graph(folder / "two_outputs.onnx", output="scores", second_output=True)
    graph(folder / "not_a_number.onnx", nan=True)
    last_word(folder / "last_word.onnx")
    type_count(folder / "type_count.onnx")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
