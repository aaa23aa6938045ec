"""Writes models of other libraries as bundles that tools/anytoany reads: nets as ONNX, small ones as safetensors, and a model.json."""
