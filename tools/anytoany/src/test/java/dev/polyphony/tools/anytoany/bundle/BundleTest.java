package dev.polyphony.tools.anytoany.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Modality;
import dev.polyphony.agent.RegistrationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the miniature, which {@code python -m nano miniature} wrote. */
class BundleTest {
    private static final String PATH = "models/miniature";

    @TempDir
    private Path folder = Path.of("");

    private static Bundle bundle() {
        return Bundle.onClassPath(BundleTest.class.getClassLoader(), PATH).orElseThrow();
    }

    private Path copy() throws IOException {
        for (String file : bundle().spec().files().keySet()) {
            copy(file);
        }
        return copy("model.json");
    }

    private Path copy(String file) throws IOException {
        try (InputStream in = BundleTest.class.getResourceAsStream("/" + PATH + "/" + file)) {
            return Files.write(folder.resolve(file), Objects.requireNonNull(in).readAllBytes());
        }
    }

    private void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    void readsComponentsSignalsAndFiles() {
        ModelSpec spec = bundle().spec();
        assertThat(spec.name()).isEqualTo("miniature");
        assertThat(spec.licence()).isEqualTo("Apache-2.0");
        assertThat(spec.encoders()).containsOnlyKeys(Modality.IMAGE, Modality.VIDEO, Modality.AUDIO);
        assertThat(spec.encoders().get(Modality.IMAGE))
                .isEqualTo(spec.encoders().get(Modality.VIDEO));
        assertThat(spec.signals().get(Modality.IMAGE)).isEqualTo(new Signal(Modality.IMAGE, List.of(8, 9, 10, 11)));
        Part image = Objects.requireNonNull(spec.generators().get(Modality.IMAGE));
        assertThat(image.type()).isEqualTo("flow");
        assertThat(image.sizes("grid")).containsExactly(8, 8);
        assertThat(image.under("sampler").number("shift")).isEqualTo(4);
        assertThat(spec.files()).hasSize(11).containsKey("vocabulary.txt");
    }

    @Test
    void findsEveryFileAsItIsDescribed() throws IOException {
        bundle().verify();
        copy();
        Bundle.in(folder).verify();
        assertThat(Bundle.in(folder).text("vocabulary.txt")).startsWith("<pad>\n<unk>\n");
    }

    @Test
    void isEmptyWhereThereIsNone() {
        assertThat(Bundle.onClassPath(BundleTest.class.getClassLoader(), "models/none"))
                .isEmpty();
        assertThatThrownBy(() -> Bundle.in(folder))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("model.json", "Maybe");
    }

    @Test
    void refusesAFileThatChanged() throws IOException {
        copy();
        Path weights = folder.resolve("nano-input.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        assertThatThrownBy(() -> Bundle.in(folder).tensors("nano-input.safetensors"))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("nano-input.safetensors", "sha-256", "fetch it again");
    }

    @Test
    void refusesAMissingFile() throws IOException {
        copy();
        Files.delete(folder.resolve("nano-video.safetensors"));
        assertThatThrownBy(() -> Bundle.in(folder).verify()).hasMessageContainingAll("nano-video.safetensors", "Maybe");
    }

    @Test
    void namesTheTensorThatTheSpecDescribesOtherwise() throws IOException {
        Path json = copy();
        edit(json, "\"queries\": \"F32 8x16\"", "\"queries\": \"F32 4x16\"");
        assertThatThrownBy(() -> Bundle.in(folder).tensors("nano-input.safetensors"))
                .hasMessageContainingAll("\"queries\"", "F32 8x16", "F32 4x16");
    }

    @Test
    void namesATensorTooMany() throws IOException {
        Path json = copy();
        edit(json, "\"norm_in.bias\": \"F32 16\",", "");
        assertThatThrownBy(() -> Bundle.in(folder).tensors("nano-input.safetensors"))
                .hasMessageContainingAll("\"norm_in.bias\"", "does not name");
    }

    @Test
    void generatorsMayStandAlone() throws IOException {
        Files.writeString(folder.resolve("model.json"), """
                {"format": "polyphony-model-1", "name": "brush", "licence": "Apache-2.0",
                 "generators": {"image": {"type": "latent-diffusion"}}, "files": {}}""");
        Bundle bundle = Bundle.in(folder);
        assertThat(bundle.name()).isEqualTo("brush");
        assertThat(bundle.info().generators()).containsOnlyKeys(dev.polyphony.agent.Modality.IMAGE);
        assertThatThrownBy(bundle::spec)
                .isInstanceOf(RegistrationException.class)
                .hasMessageContainingAll("brush", "\"language\"", "Maybe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"polyphony-model-1\"|\"polyphony-model-9\"|polyphony-model-9",
                "\"licence\": \"Apache-2.0\"|\"licence\": 3|\"licence\" is no text: 3",
                "\"language\": {|\"tongue\": {|\"language\" is no object: it is absent",
                "\"input\": {|\"inputs\": {|no \"input\" projector",
                "\"vocabulary.txt\": {|\"../vocabulary.txt\": {|../vocabulary.txt",
                "\"outputs\": {|\"outcomes\": {|which nothing leads to",
                "   \"ids\": [|   \"numbers\": [|\"signals.image.ids\" is no list",
                "    9,|    8,|Maybe one of them is there twice",
                "    13,|    9,|in two signals",
                "\"signals\": {|\"signals\": {\"smell\": {},|signals.smell"
            })
    void saysWhatIsWrongInTheSpec(String from, String to, String why) throws IOException {
        Path json = copy("model.json");
        edit(json, from, to);
        assertThatThrownBy(() -> Bundle.in(folder))
                .isInstanceOf(RegistrationException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("Maybe");
    }

    @Test
    void saysWhichSettingOfAComponentIsWrong() throws IOException {
        Path json = copy("model.json");
        edit(json, "\"context\": 192", "\"context\": -1");
        Part language = Bundle.in(folder).spec().language();
        assertThatThrownBy(() -> language.size("context"))
                .hasMessageContaining("\"language.context\" is no whole number from 1 up: -1");
        assertThatThrownBy(() -> language.text("none"))
                .hasMessageContaining("\"language.none\" is no text: it is absent");
        assertThatThrownBy(() -> Bundle.in(folder).text("other.txt"))
                .hasMessageContainingAll("\"other.txt\"", "does not list it");
    }
}
