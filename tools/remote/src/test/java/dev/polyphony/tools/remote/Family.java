package dev.polyphony.tools.remote;

import static dev.polyphony.testkit.EndpointAnswer.bytes;
import static dev.polyphony.testkit.EndpointAnswer.json;

import dev.polyphony.testkit.EndpointAnswer;
import dev.polyphony.testkit.FakeEndpoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The wire families as a fake endpoint imitates them when all goes well: each paints the same picture. */
enum Family {
    HF_TASK("hf-task", "POST /models/m", null, Map.of()) {
        @Override
        void imitate(FakeEndpoint endpoint) {
            endpoint.on(submit, bytes("image/png", Samples.png()));
        }
    },
    OPENAI_IMAGES("openai-images", "POST /v1/images/generations", null, Map.of()) {
        @Override
        void imitate(FakeEndpoint endpoint) {
            endpoint.on(submit, json("{\"data\":[{\"b64_json\":\"%s\"}]}".formatted(Samples.base64(Samples.png()))));
        }
    },
    A1111("a1111", "POST /sdapi/v1/txt2img", null, Map.of()) {
        @Override
        void imitate(FakeEndpoint endpoint) {
            endpoint.on(
                    submit,
                    json("{\"images\":[\"%s\"],\"parameters\":{},\"info\":\"{}\"}"
                            .formatted(Samples.base64(Samples.png()))));
        }
    },
    KSERVE("kserve-v2", "POST /v2/models/m/infer", null, Map.of()) {
        @Override
        void imitate(FakeEndpoint endpoint) {
            endpoint.on(
                    submit,
                    json("{\"outputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"%s\"]}]}"
                            .formatted(Samples.base64(Samples.png()))));
        }
    },
    DIFFUSERS("polyphony-diffusers", "POST /generate", "GET /jobs/7", Map.of()) {
        @Override
        void imitate(FakeEndpoint endpoint) {
            endpoint.on(submit, EndpointAnswer.status(202).with("Location", "/jobs/7"));
            endpoint.on(look, running(), running(), bytes("image/png", Samples.png()));
            endpoint.on("DELETE /jobs/7", EndpointAnswer.status(204));
        }

        @Override
        EndpointAnswer running() {
            return EndpointAnswer.status(202).with("X-Progress", "0.5");
        }
    },
    REPLICATE("replicate", "POST /v1/models/m/predictions", "GET /v1/predictions/7", Map.of()) {
        @Override
        void imitate(FakeEndpoint endpoint) {
            endpoint.on(submit, prediction(endpoint, "starting", "null"));
            endpoint.on(
                    look,
                    prediction(endpoint, "processing", "null"),
                    prediction(endpoint, "succeeded", "[\"%s/files/1.png\"]".formatted(endpoint.baseUrl())));
            endpoint.on("GET /files/1.png", bytes("image/png", Samples.png()));
            endpoint.on("POST /v1/predictions/7/cancel", json("{}"));
        }

        private EndpointAnswer prediction(FakeEndpoint endpoint, String status, String output) {
            return json(
                    "{\"id\":\"7\",\"status\":\"%s\",\"output\":%s,\"error\":null,\"urls\":{\"get\":\"%s/v1/predictions/7\",\"cancel\":\"%s/v1/predictions/7/cancel\"}}"
                            .formatted(status, output, endpoint.baseUrl(), endpoint.baseUrl()));
        }

        @Override
        EndpointAnswer running() {
            return json("{\"id\":\"7\",\"status\":\"processing\",\"output\":null,\"error\":null}");
        }
    },
    FAL("fal", "POST /m", "GET /m/requests/7/status", Map.of()) {
        @Override
        void imitate(FakeEndpoint endpoint) {
            String url = endpoint.baseUrl() + "/m/requests/7";
            endpoint.on(
                    submit,
                    json(
                            "{\"request_id\":\"7\",\"status\":\"IN_QUEUE\",\"response_url\":\"%s\",\"status_url\":\"%s/status\",\"cancel_url\":\"%s/cancel\"}"
                                    .formatted(url, url, url)));
            endpoint.on(look, running(), json("{\"status\":\"COMPLETED\"}"));
            endpoint.on(
                    "GET /m/requests/7",
                    json("{\"images\":[{\"url\":\"%s/files/1.png\"}]}".formatted(endpoint.baseUrl())));
            endpoint.on("GET /files/1.png", bytes("image/png", Samples.png()));
            endpoint.on("PUT /m/requests/7/cancel", json("{}"));
        }

        @Override
        EndpointAnswer running() {
            return json(202, "{\"status\":\"IN_PROGRESS\"}");
        }
    },
    NOVITA("novita", "POST /v3/async/m", "GET /v3/async/task-result", Map.of()) {
        @Override
        void imitate(FakeEndpoint endpoint) {
            endpoint.on(submit, json("{\"task_id\":\"7\"}"));
            endpoint.on(
                    look,
                    running(),
                    json(
                            "{\"task\":{\"status\":\"TASK_STATUS_SUCCEED\"},\"images\":[{\"image_url\":\"%s/files/1.png\"}]}"
                                    .formatted(endpoint.baseUrl())));
            endpoint.on("GET /files/1.png", bytes("image/png", Samples.png()));
        }

        @Override
        EndpointAnswer running() {
            return json("{\"task\":{\"status\":\"TASK_STATUS_PROCESSING\"}}");
        }
    },
    WAVESPEED("wavespeed", "POST /api/v3/m", "GET /api/v3/predictions/7", Map.of()) {
        @Override
        void imitate(FakeEndpoint endpoint) {
            endpoint.on(
                    submit,
                    json(
                            "{\"code\":200,\"message\":\"success\",\"data\":{\"id\":\"7\",\"urls\":{\"get\":\"%s/api/v3/predictions/7\"}}}"
                                    .formatted(endpoint.baseUrl())));
            endpoint.on(
                    look,
                    running(),
                    json("{\"data\":{\"status\":\"completed\",\"outputs\":[\"%s/files/1.png\"]}}"
                            .formatted(endpoint.baseUrl())));
            endpoint.on("GET /files/1.png", bytes("image/png", Samples.png()));
        }

        @Override
        EndpointAnswer running() {
            return json("{\"data\":{\"status\":\"processing\",\"outputs\":[],\"error\":\"\"}}");
        }
    },
    COMFYUI(
            "comfyui",
            "POST /prompt",
            "GET /history/7",
            Map.of(
                    "workflow",
                    "{\"3\":{\"class_type\":\"KSampler\",\"inputs\":{\"seed\":\"{seed}\",\"text\":\"{prompt}\"}}}")) {
        @Override
        void imitate(FakeEndpoint endpoint) {
            endpoint.on(submit, json("{\"prompt_id\":\"7\",\"number\":1}"));
            endpoint.on(
                    look,
                    running(),
                    json(
                            "{\"7\":{\"outputs\":{\"9\":{\"images\":[{\"filename\":\"a b.png\",\"subfolder\":\"\",\"type\":\"output\"}]}}}}"));
            endpoint.on("GET /view", bytes("image/png", Samples.png()));
            endpoint.on("POST /queue", EndpointAnswer.status(200));
        }

        @Override
        EndpointAnswer running() {
            return json("{}");
        }
    },
    GRADIO("gradio", "POST /gradio_api/call/predict", "GET /gradio_api/call/predict/7", Map.of()) {
        @Override
        void imitate(FakeEndpoint endpoint) {
            endpoint.on(submit, json("{\"event_id\":\"7\"}"));
            endpoint.on(
                    look,
                    bytes(
                            "text/event-stream",
                            ("event: generating\ndata: null\n\nevent: heartbeat\ndata: null\n\nevent: complete\ndata: [{\"path\":\"/tmp/1.png\",\"url\":\"%s/gradio_api/file=1.png\"}]\n\n"
                                            .formatted(endpoint.baseUrl()))
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            endpoint.on("GET /gradio_api/file=1.png", bytes("image/png", Samples.png()));
        }

        @Override
        EndpointAnswer running() {
            return EndpointAnswer.failing(EndpointAnswer.Manner.SILENT);
        }
    };

    final String kind;
    final String submit;
    final @Nullable String look;
    final Map<String, String> options;

    Family(String kind, String submit, @Nullable String look, Map<String, String> options) {
        this.kind = kind;
        this.submit = submit;
        this.look = look;
        this.options = options;
    }

    /** Sets up the routes of a picture that succeeds. */
    abstract void imitate(FakeEndpoint endpoint);

    /** Returns what a look at a job that goes on is answered. */
    EndpointAnswer running() {
        throw new UnsupportedOperationException(kind + " has no jobs");
    }

    /** Returns true if work is handed in and looked at. */
    boolean hasJobs() {
        return look != null;
    }
}
