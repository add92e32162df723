"""Writes the classifier as an ONNX graph, in float32 or int8, node by node.

The operators of the domain com.microsoft are ONNX Runtime's fused ones: what its optimizer would make of the plain graph anyway, and
for int8 what it would not find. Shapes: B texts, T tokens, H hidden units, L labels.
"""

import numpy
from onnx import TensorProto, helper, numpy_helper

from quantize import activation_range, quantize_columns, quantize_rows

FUSED = "com.microsoft"


class GraphWriter:
    def __init__(self):
        self.nodes, self.constants = [], {}

    def constant(self, name, array):
        self.constants[name] = numpy_helper.from_array(numpy.ascontiguousarray(array), name)
        return name

    def add(self, operator, inputs, name, outputs=None, domain="", **attributes):
        """Adds a node; returns its output, which bears its name, or its outputs, where they are named."""
        self.nodes.append(helper.make_node(operator, inputs, outputs or [name], name, domain=domain, **attributes))
        return outputs or name

    def model(self, labels, inputs):
        inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"]) for name in inputs]
        logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", labels])
        graph = helper.make_graph(self.nodes, "emotion", inputs, [logits], list(self.constants.values()))
        model = helper.make_model(graph, producer_name="EmotionOnnx tools/finetune",
                                  opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)])
        model.ir_version = 8
        return model


class FloatLinear:
    """x @ weight + bias in float32, x clamped to the limit under which the model was trained."""

    def __init__(self, graph, limit):
        self.graph, self.limit = graph, limit
        if limit:
            self.bounds = [graph.constant("limit.low", numpy.float32(-limit)), graph.constant("limit.high", numpy.float32(limit))]

    def read(self, x, site):
        return self.graph.add("Clip", [x, *self.bounds], f"{site}.input") if self.limit else x

    def product(self, x, site, name, weight, bias):
        graph = self.graph
        product = graph.add("MatMul", [x, graph.constant(f"{name}.weight", weight)], f"{name}.product")
        return graph.add("Add", [product, graph.constant(f"{name}.bias", bias)], name)

    def embedding(self, name, table, ids):
        return self.graph.add("Gather", [self.graph.constant(f"{name}.weight", table), ids], name)


class IntegerLinear:
    """The same with u8 activations and s8 weights, dequantized inside the product.

    The range of the activations is fixed beforehand, from training texts. A range taken from each batch, as DynamicQuantizeLinear
    does, is no more exact (measured, README.md), costs a pass over the data, and makes a text's scores depend on its neighbours.
    """

    def __init__(self, graph, ranges):
        self.graph, self.ranges = graph, ranges

    def read(self, x, site):
        """What a layer reads, as u8: outside the range it saturates, which is the clamping of the training."""
        scale, zero = activation_range(*self.ranges[site])
        return self.graph.add("QuantizeLinear", [x, self.graph.constant(f"{site}.input_scale", scale),
                                                 self.graph.constant(f"{site}.input_zero_point", zero)], f"{site}.input_quantized")

    def product(self, x, site, name, weight, bias):
        graph, (quantized, scale) = self.graph, quantize_columns(weight)
        return graph.add("MatMulIntegerToFloat", [
            x, graph.constant(f"{name}.weight_quantized", quantized), f"{site}.input_scale",
            graph.constant(f"{name}.weight_scale", scale), f"{site}.input_zero_point", "",
            graph.constant(f"{name}.bias", bias)], name, domain=FUSED)

    def embedding(self, name, table, ids):
        graph, (quantized, scale) = self.graph, quantize_rows(table)
        row = graph.add("Gather", [graph.constant(f"{name}.table_quantized", quantized), ids], f"{name}.row")
        row_scale = graph.add("Gather", [graph.constant(f"{name}.table_scale", scale[:, None]), ids], f"{name}.row_scale")
        return graph.add("Mul", [graph.add("Cast", [row], f"{name}.row_float", to=TensorProto.FLOAT), row_scale], name)


def classifier(shape, tensors, labels, limit, ranges=None):
    """The ONNX model of a trained encoder.Classifier's tensors (numpy): int8 where the ranges of the activations are given, else float32.

    RoBERTa's and DistilBERT's graphs have no token_type_ids; positions start at row 0 for all (base.py).
    """
    graph = GraphWriter()
    linear = IntegerLinear(graph, ranges) if ranges else FloatLinear(graph, limit)
    inputs = ["input_ids", "attention_mask"] + (["token_type_ids"] if shape.types else [])

    def layer_norm(x, residual, ours, name):
        return graph.add("SkipLayerNormalization", [
            x, residual, graph.constant(f"{name}.weight", tensors[f"{ours}.weight"]),
            graph.constant(f"{name}.bias", tensors[f"{ours}.bias"])], name, domain=FUSED, epsilon=shape.epsilon)

    zero, one = graph.constant("zero", numpy.int64([0])), graph.constant("one", numpy.int64([1]))

    def first_token(x, name):  # [B, T, H] -> [B, 1, H]
        return graph.add("Slice", [x, zero, one, one], name)

    mask = graph.add("Cast", ["attention_mask"], "attention_mask.int32", to=TensorProto.INT32)
    tokens = graph.add("Shape", ["input_ids"], "sequence_length", start=1, end=2)
    words = linear.embedding("embeddings.words", tensors["words.weight"], "input_ids")
    positions = graph.add(
        "Slice", [graph.constant("embeddings.positions.weight", tensors["positions.weight"]), zero, tokens], "embeddings.positions")
    x = graph.add("Add", [words, positions], "embeddings.sum")
    if shape.types:
        types = graph.add(
            "Gather", [graph.constant("embeddings.types.weight", tensors["types.weight"]), "token_type_ids"], "embeddings.types")
        x = layer_norm(x, types, "norm", "embeddings.norm")
    else:
        x = graph.add("LayerNormalization", [
            x, graph.constant("embeddings.norm.weight", tensors["norm.weight"]),
            graph.constant("embeddings.norm.bias", tensors["norm.bias"])], "embeddings.norm", axis=-1, epsilon=shape.epsilon)

    for i in range(shape.layers):
        ours, name = f"layers.{i}.", f"encoder.layer.{i}."

        def product(x, site, part, columns=slice(None)):
            weight, bias = tensors[f"{ours}{site}.weight"].T[:, columns], tensors[f"{ours}{site}.bias"][columns]
            return linear.product(x, f"{name}{site}", f"{name}{part}", weight, bias)

        def read(x, site):
            return linear.read(x, f"{name}{site}")

        inner = asker = read(x, "attention.qkv")
        if i == shape.layers - 1:
            # The head reads the first token alone: in the last layer only its query, and only its row from there on.
            asker, x = first_token(inner, f"{name}first_token.input"), first_token(x, f"{name}first_token")
        query, key, value = (
            product(y, "attention.qkv", f"attention.{part}", slice(j * shape.hidden, (j + 1) * shape.hidden))
            for j, (part, y) in enumerate([("query", asker), ("key", inner), ("value", inner)]))
        mixed = graph.add("MultiHeadAttention", [query, key, value, "", mask], f"{name}attention.mixed",
                          domain=FUSED, num_heads=shape.heads)
        x = layer_norm(product(read(mixed, "attention.output"), "attention.output", "attention.output"), x,
                       f"{ours}attention.norm", f"{name}attention.norm")
        inner = graph.add("Gelu", [product(read(x, "intermediate"), "intermediate", "intermediate")], f"{name}gelu", domain=FUSED)
        x = layer_norm(product(read(inner, "output"), "output", "output"), x, f"{ours}norm", f"{name}norm")

    graph.add("Gemm", [graph.add("Squeeze", [x, one], "first_token"), graph.constant("classifier.weight", tensors["heads.0.weight"]),
                       graph.constant("classifier.bias", tensors["heads.0.bias"])], "logits", transB=1)
    return graph.model(labels, inputs)
