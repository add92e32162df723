"""Holds the weights of an int8 model.onnx to the pair rule (quantize.py) and prints what is in it.

    python3 tools/finetune/check_graph.py models/emotion-en/model.onnx
"""

import os
import sys

import numpy
import onnx
from onnx import numpy_helper

from quantize import breaks_pair_rule, pairs

# Operator -> which input is the int8 weight matrix [K, N].
WEIGHTS = {"MatMulInteger": 1, "MatMulIntegerToFloat": 1, "DynamicQuantizeMatMul": 1, "QLinearMatMul": 3, "QAttention": 1}


def check(path):
    model = onnx.load(path)
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    names = [node.input[WEIGHTS[node.op_type]] for node in model.graph.node if node.op_type in WEIGHTS]
    if not names:
        raise SystemExit(f"{path}: no integer matrix product in this graph")
    for name in names:
        weight = constants[name]
        if weight.dtype != numpy.int8:
            raise SystemExit(f"{path}: {name} is {weight.dtype}, expected int8")
        broken = breaks_pair_rule(weight)
        if broken.any():
            raise SystemExit(f"{path}: {name} breaks the pair rule in {broken.sum()} of {len(broken)} columns")
        magnitude = numpy.abs(weight.astype(numpy.int32))
        print(f"{name:55} {weight.shape[0]:5} x {weight.shape[1]:<5} largest {magnitude.max():4}"
              f"  largest pair {pairs(magnitude).sum(axis=1).max():4}  mean {magnitude.mean():.1f}")
    products = sum(constants[name].size for name in names)
    print(f"pair rule holds in {len(names)} weights, {products:,} int8 values; file {os.path.getsize(path):,} bytes")
    return len(names)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: check_graph.py model.onnx")
    check(sys.argv[1])
