#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write a sentence splitter in MiniSBD's format by hand: a sentence ends at .!? before a space, at 。！？, and at
the end of a paragraph.

argostranslate downloads a MiniSBD model unless the package brings its own; this one is 1 KB and ours.

usage: make_sbd_onnx.py OUT.onnx          (needs: pip install onnx numpy)
"""

import json
import sys
from typing import Any

import numpy as np
import onnx  # type: ignore[import-not-found]
from onnx import TensorProto, helper, numpy_helper

SPECIAL = ("<PAD>", "<UNK>", "<EMPTY>", "<ROOT>")
SOFT_STOPS, HARD_STOPS = ".!?", "。！？"
CHARACTERS = (*SPECIAL, " ", *SOFT_STOPS, *HARD_STOPS)
CLASSES = 5  # MiniSBD's labels: 0 is "within a token", 2 is "end of a sentence"


def table(characters: str) -> np.ndarray[Any, Any]:
    """1 for each of the characters, 0 for all others: the graph looks them up by character number."""
    return np.array([[float(character in characters)] for character in CHARACTERS], np.float32)


def constants() -> list[Any]:
    score = np.zeros((1, CLASSES), np.float32)
    score[0, 2] = 10
    base = np.zeros(CLASSES, np.float32)
    base[0] = 1
    values = {
        "soft": table(SOFT_STOPS),
        "hard": table(HARD_STOPS),
        "space": table(" "),
        "score": score,
        "base": base,
        "one": np.array([1], np.int64),
        "end": np.array([2**31], np.int64),
        "axis": np.array([1], np.int64),
        "pads": np.array([0, 0, 0, 0, 1, 0], np.int64),
    }
    return [numpy_helper.from_array(value, name) for name, value in values.items()]


def nodes() -> list[Any]:
    """logits = base + score * (soft stop * next is a space + hard stop + end of paragraph)"""
    return [
        helper.make_node("Gather", ["soft", "units"], ["is_soft"]),
        helper.make_node("Gather", ["hard", "units"], ["is_hard"]),
        helper.make_node("Gather", ["space", "units"], ["is_space"]),
        helper.make_node("Slice", ["is_space", "one", "end", "axis"], ["shifted"]),
        helper.make_node("Pad", ["shifted", "pads"], ["space_next"]),
        helper.make_node("Mul", ["is_soft", "space_next"], ["soft_end"]),
        helper.make_node("Add", ["soft_end", "is_hard"], ["any_end"]),
        helper.make_node("Add", ["any_end", "features"], ["sentence_end"]),
        helper.make_node("MatMul", ["sentence_end", "score"], ["scored"]),
        helper.make_node("Add", ["scored", "base"], ["logits"]),
    ]


def model() -> Any:
    """The graph with the metadata from which MiniSBD reads its vocabulary."""
    inputs = [
        helper.make_tensor_value_info("units", TensorProto.INT64, ["batch", "length"]),
        helper.make_tensor_value_info("features", TensorProto.FLOAT, ["batch", "length", 1]),
    ]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "length", CLASSES])]
    graph = helper.make_graph(nodes(), "sbd", inputs, outputs, constants())
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    numbers = {character: number for number, character in enumerate(CHARACTERS)}
    vocabulary = {
        "lang": "en",
        "idx": 0,
        "cutoff": 0,
        "lower": False,
        "_unit2id": numbers,
        "_id2unit": list(CHARACTERS),
    }
    settings = {"feat_funcs": ["end_of_para"], "batch_size": 8, "max_seqlen": 1000}
    metadata = {"lang_code": "en", "config": json.dumps(settings), "vocab": json.dumps(vocabulary)}
    helper.set_model_props(made, metadata)
    onnx.checker.check_model(made)
    return made


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    onnx.save(model(), sys.argv[1])
