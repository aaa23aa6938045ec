#!/bin/sh
# Makes the virtual environment of the model server: .venv beside this file. PYTHON names another python3.11.
set -eu
cd "$(dirname "$0")"
"${PYTHON:-python3.11}" -m venv .venv
.venv/bin/pip install --quiet --requirement requirements-test.txt
.venv/bin/python -c 'import torch; print("torch", torch.__version__, "on", torch.cuda.device_count(), "GPUs")'
