#!/bin/sh
# On a machine with an NVIDIA GPU: runs the embedded models on it once, and fails if they ran on the CPU after all.
#   ./docker/polyphony/gpu-smoke.sh            with the launcher of this checkout, built with: mvn -Pcuda …
#   /app/gpu-smoke.sh                          in the image polyphony:cuda
# PICTURE names another picture; DEVICE another device than cuda:0.
set -eu
device=${DEVICE:-cuda:0}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
picture=${PICTURE:-$here/../../docs/examples/street.jpg}
[ -f "$picture" ] || { echo "no picture at $picture. Maybe set PICTURE." >&2; exit 2; }
nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader
export POLYPHONY_LOCAL_DEVICE="$device" POLYPHONY_HOME="$folder/home"
if [ -f /app/quarkus-run.jar ]; then
    set -- java -Dai.djl.offline=true -jar /app/quarkus-run.jar
else
    set -- "$here/../../polyphony"
fi
"$@" doctor
QUARKUS_LOG_LEVEL=INFO "$@" --debug ask "Which objects are on this photo?" --attach "$picture" --out "$folder/out" 2>&1 | tee "$folder/log"
grep -q "on gpu(" "$folder/log" || { echo "the models did not run on a GPU" >&2; exit 1; }
echo "the embedded models run on $device"
