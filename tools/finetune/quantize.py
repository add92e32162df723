"""Int8 weights and activations.

A matrix product x @ w runs as (u8 activations) x (s8 weights): x is about (xq - zero) * x_scale with one scale and zero point for
the whole tensor, w about wq * w_scale with one scale per output column.
"""

import numpy


def quantize_columns(weight):
    """(int8 [K, N], float32 scale [N]) under the pair rule: |w| <= 127 and |w[2k]| + |w[2k+1]| <= 128 down every column.

    Processors without VNNI multiply u8 by s8 and add neighbouring products in 16 saturating bits: 255 * 128 still fits there,
    so that weights under the rule give the same sums on every processor. The scale is the smallest that meets the rule after rounding.
    """
    paired = pairs(numpy.abs(weight.astype(numpy.float64)))
    scale = numpy.maximum(paired.max(axis=(0, 1)) / 127, paired.sum(axis=1).max(axis=0) / 128)
    scale = numpy.maximum(scale, 1e-12).astype(numpy.float32)  # a column of zeros
    while True:
        quantized = numpy.rint(weight / scale).astype(numpy.int32)
        broken = breaks_pair_rule(quantized)
        if not broken.any():
            return quantized.astype(numpy.int8), scale
        scale[broken] *= numpy.float32(1.0005)


def breaks_pair_rule(quantized):
    """Per column, whether the integers break the rule. Inner axis first; an odd last row stands alone."""
    magnitude = pairs(numpy.abs(quantized.astype(numpy.int32)))
    return (magnitude.max(axis=(0, 1)) > 127) | (magnitude.sum(axis=1).max(axis=0) > 128)


def pairs(matrix):
    inner, columns = matrix.shape
    if inner % 2:
        matrix = numpy.concatenate([matrix, numpy.zeros((1, columns), matrix.dtype)])
    return matrix.reshape(-1, 2, columns)


def quantize_rows(table):
    """(int8 [rows, H], float32 scale [rows]): an embedding table, which is looked up and never multiplied."""
    scale = numpy.maximum(numpy.abs(table).max(axis=1) / 127, 1e-12).astype(numpy.float32)
    return numpy.rint(table / scale[:, None]).astype(numpy.int8), scale


def activation_range(low, high):
    """(scale, zero point) of u8 values that cover [low, high] and hold 0 exactly."""
    low, high = min(low, 0.0), max(high, 0.0)
    scale = numpy.float32((high - low) / 255) or numpy.float32(1)
    return scale, numpy.uint8(numpy.clip(numpy.rint(-low / scale), 0, 255))
