# The application with its embedded models on an NVIDIA GPU. Not run yet on a machine with one. First the application, then this:
#   docker build -f docker/polyphony/Dockerfile --build-arg PROFILES=cuda -t polyphony:for-cuda .
#   docker build -f docker/polyphony/cuda.Dockerfile -t polyphony:cuda .
#   docker run --gpus all -p 127.0.0.1:8080:8080 polyphony:cuda
# PyTorch's own CUDA libraries are used by DJL (PYTORCH_LIBRARY_PATH), CUDA and cuDNN of the image by ONNX Runtime.

FROM polyphony:for-cuda AS application

FROM python:3.11-slim-bookworm AS torch
RUN pip install --no-cache-dir --target /torch --index-url https://download.pytorch.org/whl/cu128 torch==2.7.1

FROM nvidia/cuda:12.8.1-cudnn-runtime-ubuntu24.04 AS run
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl openjdk-21-jre-headless flite pocketsphinx pocketsphinx-en-us \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --shell /usr/sbin/nologin polyphony \
    && mkdir /data \
    && chown polyphony /data
COPY --from=torch /torch/torch/lib /opt/libtorch/lib
COPY --from=torch /torch/nvidia /opt/libtorch/nvidia
COPY --from=application /app /app
COPY docker/polyphony/gpu-smoke.sh /app/gpu-smoke.sh
USER 10001
ENV POLYPHONY_HOME=/data \
    POLYPHONY_LOCAL_DEVICE=auto \
    PYTORCH_LIBRARY_PATH=/opt/libtorch/lib \
    PYTORCH_VERSION=2.7.1 \
    PYTORCH_FLAVOR=cu128 \
    LD_LIBRARY_PATH=/opt/libtorch/lib:/opt/libtorch/nvidia/cudnn/lib:/opt/libtorch/nvidia/cublas/lib:/opt/libtorch/nvidia/cuda_runtime/lib \
    QUARKUS_HTTP_HOST=0.0.0.0 \
    QUARKUS_HTTP_PORT=8080
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
    CMD curl --fail --silent http://127.0.0.1:8080/q/health/ready || exit 1
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-XX:MaxRAMPercentage=60", "-Dai.djl.offline=true", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-jar", "/app/quarkus-run.jar"]
CMD ["serve"]
