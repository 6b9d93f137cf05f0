"""The trained net as an ONNX graph: normalisation folded into convolutions."""

from importlib import import_module
from typing import Any

import numpy as np

from quaywatch.scans.physics.arrays import Pixels
from quaywatch.world.scanner.teaching.net import (
    DENSITY_UNIT,
    EPSILON,
    FIRST,
    WIDTHS,
    Weights,
    shapes,
)

_OPSET, _FORMAT = 17, 8
_NEAREST = {
    "mode": "nearest",
    "coordinate_transformation_mode": "asymmetric",
    "nearest_mode": "floor",
}


class Graph:
    """Nodes and constants, one added after the other."""

    def __init__(self) -> None:
        self.helper: Any = import_module("onnx.helper")
        self.constant: Any = import_module("onnx.numpy_helper").from_array
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def add(self, kind: str, inputs: list[str], **settings: Any) -> str:
        """Add a node of a kind; return the name of what it tells."""
        name = f"{kind.lower()}{len(self.nodes)}"
        self.nodes.append(self.helper.make_node(kind, inputs, [name], **settings))
        return name

    def keep(self, name: str, values: Any) -> str:
        """Add a constant; return its name."""
        self.constants.append(self.constant(values, name))
        return name


def onnx_bytes(weights: Weights) -> bytes:
    """Return the net as a model file.

    Input `seen`, by cell along, cell up and channel. Outputs by cell along and up: `logit` of a
    threat, and `amount`, g/cm² of it if there is one.
    """
    graph, channels = Graph(), int(weights[f"{FIRST}.weight"].shape[1])
    folded = {name: _folded(weights, name) for name, _, _ in shapes(channels)}
    shuffled = graph.add("Transpose", ["seen"], perm=[2, 0, 1])
    x = graph.add("Unsqueeze", [shuffled, graph.keep("first", np.array([0]))])
    kept: list[str] = []
    for level in range(len(WIDTHS)):
        if level:
            x = graph.add("MaxPool", [x], kernel_shape=[2, 2], strides=[2, 2])
        x = _block(graph, folded, x, f"down{level}")
        kept.append(x)
    twice = graph.keep("twice", np.array([1, 1, 2, 2], dtype=np.float32))
    for level in reversed(range(len(WIDTHS) - 1)):
        larger = graph.add("Resize", [x, "", twice], **_NEAREST)
        x = _block(graph, folded, graph.add("Concat", [kept[level], larger], axis=1), f"up{level}")
    _heads(graph, weights, x)
    return file_of(graph, channels, ("logit", "amount"))


def _block(graph: Graph, folded: dict[str, tuple[Pixels, Pixels]], x: str, name: str) -> str:
    for part in ("a", "b"):
        weight, bias = folded[f"{name}.{part}"]
        inputs = [
            graph.keep(f"{name}.{part}.weight", weight),
            graph.keep(f"{name}.{part}.bias", bias),
        ]
        x = graph.add("Conv", [x, *inputs], kernel_shape=[3, 3], pads=[1, 1, 1, 1])
        x = graph.add("Relu", [x])
    return x


def _folded(weights: Weights, name: str) -> tuple[Pixels, Pixels]:
    """Return weight and bias of a convolution with its normalisation taken in."""
    kernel, gain, shift, mean, variance = (
        weights[f"{name}.{part}"].detach().numpy().astype(np.float64)
        for part in ("weight", "gain", "shift", "mean", "variance")
    )
    scale = gain / np.sqrt(variance + EPSILON)
    bias = shift - mean * scale
    return (kernel * scale[:, None, None, None]).astype(np.float32), bias.astype(np.float32)


def _heads(graph: Graph, weights: Weights, x: str) -> None:
    kernel, bias = (weights[f"head.{part}"].detach().numpy() for part in ("weight", "bias"))
    logits = graph.add(
        "Conv", [x, graph.keep("logit.weight", kernel[:1]), graph.keep("logit.bias", bias[:1])]
    )
    amounts = graph.add(
        "Conv", [x, graph.keep("amount.weight", kernel[1:]), graph.keep("amount.bias", bias[1:])]
    )
    unit = graph.keep("unit", np.array(DENSITY_UNIT, dtype=np.float32))
    grams = graph.add("Mul", [graph.add("Softplus", [amounts]), unit])
    outer = graph.keep("outer", np.array([0, 1]))
    for name, plane in (("logit", logits), ("amount", grams)):
        graph.nodes.append(graph.helper.make_node("Squeeze", [plane, outer], [name]))


def file_of(graph: Graph, channels: int, outputs: tuple[str, ...]) -> bytes:
    """Return a model file of a graph that reads `seen` and tells planes by cell along and up."""
    helper, onnx = graph.helper, import_module("onnx")
    number: Any = onnx.TensorProto.FLOAT
    seen = helper.make_tensor_value_info("seen", number, ["along", "up", channels])
    made = [helper.make_tensor_value_info(name, number, ["along", "up"]) for name in outputs]
    whole = helper.make_graph(graph.nodes, "threats", [seen], made, graph.constants)
    opset = [helper.make_opsetid("", _OPSET)]
    model = helper.make_model(whole, opset_imports=opset, producer_name="quaywatch")
    model.ir_version = _FORMAT
    onnx.checker.check_model(model)
    return model.SerializeToString(deterministic=True)
