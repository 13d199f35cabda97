/**
 * Networks to and from other tools: ONNX, safetensors, the names that PyTorch gives to parameters, and one function that loads a
 * network from a file of any of these formats.
 */
package io.katsuo.network.exchange;
