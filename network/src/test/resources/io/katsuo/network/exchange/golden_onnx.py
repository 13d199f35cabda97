"""Wrote foreign.onnx and foreign.npz beside it, with onnx 1.23.1, ONNX Runtime 1.30.0 and NumPy 2.4.6. Tests do not run it.

The graph is as PyTorch and others export it: weights transposed, names with slashes, a product and a sum as two nodes, constants as
initializers, as nodes and among the inputs, elements as raw bytes and as a list."""
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

rng = np.random.default_rng(7)


def normal(*shape):
    return rng.normal(size=shape).astype("<f4")


w1, b1, w2, b2, w3, b3 = normal(5, 6), normal(5), normal(5, 4), normal(1, 4), normal(4, 3), normal(3)
nodes = [
    helper.make_node("Flatten", ["image"], ["flat"], "/0/Flatten"),
    helper.make_node("Gemm", ["flat", "0.weight", "0.bias"], ["h1"], "/0/Gemm", transB=1),
    helper.make_node("LeakyRelu", ["h1"], ["a1"], "/1/LeakyRelu"),
    helper.make_node("Constant", [], ["w2"], value=numpy_helper.from_array(w2)),
    helper.make_node("MatMul", ["a1", "w2"], ["h2"]),
    helper.make_node("Add", ["b2", "h2"], ["s2"]),
    helper.make_node("Tanh", ["s2"], ["a2"]),
    helper.make_node("Identity", ["a2"], ["same"]),
    helper.make_node("Gemm", ["same", "w3", "b3"], ["h3"], "relu1"),
    helper.make_node("Relu", ["h3"], ["a3"]),
    helper.make_node("LogSoftmax", ["a3"], ["logs"], axis=-1),
    helper.make_node("Identity", ["logs"], ["out"]),
]
initializers = [
    numpy_helper.from_array(w1, "0.weight"),
    numpy_helper.from_array(b1, "0.bias"),
    helper.make_tensor("b2", TensorProto.FLOAT, b2.shape, b2.flatten()),
    numpy_helper.from_array(w3, "w3"),
    helper.make_tensor("b3", TensorProto.FLOAT, b3.shape, b3),
    numpy_helper.from_array(np.array(["unused"], object), "text"),
]
inputs = [
    helper.make_tensor_value_info("0.weight", TensorProto.FLOAT, [5, 6]),
    helper.make_tensor_value_info("image", TensorProto.FLOAT, ["batch", 2, 3]),
]
outputs = [
    helper.make_tensor_value_info("out", TensorProto.FLOAT, ["batch", 3]),
    helper.make_tensor_value_info("a3", TensorProto.FLOAT, ["batch", 3]),
]
graph = helper.make_graph(nodes, "foreign", inputs, outputs, initializers)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)
onnx.checker.check_model(model, full_check=True)
onnx.save(model, "foreign.onnx")
x = normal(4, 2, 3)
logs, scores = onnxruntime.InferenceSession("foreign.onnx").run(None, {"image": x})
np.savez("foreign.npz", x=x, scores=scores)
