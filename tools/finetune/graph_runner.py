"""For the tests: runs a graph of graph.py with PyTorch, operator by operator as ONNX and ONNX Runtime define them."""

import numpy
import torch
from onnx import helper, numpy_helper
from torch.nn import functional as F


def run(model, ids, mask, types=None):
    values = {tensor.name: torch.from_numpy(numpy_helper.to_array(tensor).copy()) for tensor in model.graph.initializer}
    values.update({"": None, "input_ids": torch.as_tensor(ids), "attention_mask": torch.as_tensor(mask)})
    if types is not None:
        values["token_type_ids"] = torch.as_tensor(types)
    wanted = {value.name for value in model.graph.input}
    assert wanted <= set(values), f"the graph reads {wanted}"
    for node in model.graph.node:
        attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
        values[node.output[0]] = OPERATORS[node.op_type](*(values[name] for name in node.input), **attributes)
    return values["logits"].numpy()


def attention(query, key, value, bias, mask, num_heads):
    def split(x):
        return x.view(x.shape[0], x.shape[1], num_heads, -1).transpose(1, 2)
    scores = split(query) @ split(key).transpose(2, 3) / (query.shape[2] // num_heads) ** 0.5
    scores = scores.masked_fill(mask[:, None, None, :] == 0, -1e9)
    return (torch.softmax(scores, 3) @ split(value)).transpose(1, 2).reshape(query.shape)


def quantize(x, scale, zero):
    return (torch.round(x / scale) + zero.int()).clamp(0, 255)


def integer_product(x, weight, x_scale, weight_scale, x_zero, _, bias):
    return ((x - x_zero.int()).double() @ weight.double()).float() * x_scale * weight_scale + bias


OPERATORS = {
    "Cast": lambda x, to: x.to({1: torch.float32, 6: torch.int32}[to]),
    "Shape": lambda x, start, end: torch.tensor(x.shape[start:end]),
    "Gather": lambda table, ids: table[ids],
    "Slice": lambda x, start, end, axis=torch.tensor([0]): torch.from_numpy(
        numpy.take(x.numpy(), range(int(start), int(end)), axis=int(axis))),
    "Add": lambda a, b: a + b,
    "Mul": lambda a, b: a * b,
    "Clip": lambda x, low, high: x.clamp(low.item(), high.item()),
    "MatMul": lambda a, b: a @ b,
    "Gelu": F.gelu,
    "Squeeze": lambda x, axis: x.squeeze(int(axis)),
    "Gemm": lambda x, weight, bias, transB: x @ weight.T + bias,
    "LayerNormalization": lambda x, weight, bias, axis, epsilon: F.layer_norm(x, weight.shape, weight, bias, epsilon),
    "SkipLayerNormalization": lambda x, skip, weight, bias, epsilon: F.layer_norm(x + skip, weight.shape, weight, bias, epsilon),
    "MultiHeadAttention": attention,
    "QuantizeLinear": quantize,
    "MatMulIntegerToFloat": integer_product,
}
