package dev.polyphony.tools.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.Outputs;
import dev.polyphony.agent.ProviderUnavailableException;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.agent.Value;
import io.modelcontextprotocol.spec.McpSchema.AudioContent;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ResourceLink;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentsTest {
    private static final String DATA = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});

    private static Outputs outputs(Set<Modality> declared, Content... contents) {
        return contents(declared).of(CallToolResult.builder(List.of(contents)).build());
    }

    private static Contents contents(Set<Modality> declared) {
        return new Contents("files/read", declared, uri -> {
            if (uri.equals("demo://gone")) {
                throw new ProviderUnavailableException("it is gone.\nMaybe later.");
            }
            return List.<ResourceContents>of(new BlobResourceContents(uri, "image/png", DATA));
        });
    }

    private static String text(Outputs outputs) {
        return ((Value.Text) outputs.values().get("text").get(0)).text();
    }

    private static ResourceLink link(String uri, String type) {
        return ResourceLink.builder().name("logo").uri(uri).mimeType(type).build();
    }

    @Test
    void textsAreJoined() {
        Outputs outputs = outputs(
                Set.of(),
                new TextContent("one"),
                new EmbeddedResource(null, new TextResourceContents("demo://2", "text/plain", "two")));
        assertThat(text(outputs)).isEqualTo("one\n\ntwo");
    }

    @Test
    void declaredMediaAreOutputs() throws IOException {
        Outputs outputs = outputs(
                Set.of(Modality.IMAGE, Modality.AUDIO),
                new ImageContent(null, DATA, "image/png"),
                new AudioContent(null, DATA, "audio/wav"));
        assertThat(outputs.values()).containsOnlyKeys("image", "audio");
        assertThat(((Media) outputs.values().get("image").get(0)).bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void mediaWithoutAPortAreLeftOutAndNamed() {
        Outputs outputs = outputs(Set.of(), new ImageContent(null, DATA, "image/png"));
        assertThat(outputs.values()).containsOnlyKeys("text");
        assertThat(text(outputs)).contains("image/png was left out", "gives = TOOL=image");
        Outputs twice = outputs(
                Set.of(Modality.IMAGE),
                new ImageContent(null, DATA, "image/png"),
                new ImageContent(null, DATA, "image/gif"));
        assertThat(text(twice)).contains("one more image/gif was left out");
    }

    @Test
    void aFileThatIsNoMediaIsNamed() {
        Outputs outputs = outputs(
                Set.of(),
                new EmbeddedResource(null, new BlobResourceContents("demo://a.zip", "application/zip", DATA)));
        assertThat(text(outputs)).isEqualTo("[a file was left out: demo://a.zip, application/zip]");
    }

    @Test
    void aLinkToDeclaredMediaIsReadFromTheServer() {
        Outputs outputs = outputs(Set.of(Modality.IMAGE), link("demo://images/logo.png?x=1", "image/png"));
        assertThat(((Media) outputs.values().get("image").get(0)).label()).isEqualTo("logo.png");
    }

    @Test
    void anyOtherLinkIsGivenAsWords() {
        assertThat(text(outputs(Set.of(), link("https://example.com/a", "text/html"))))
                .isEqualTo("logo <https://example.com/a>");
        assertThat(text(outputs(Set.of(Modality.IMAGE), link("demo://gone", "image/png"))))
                .contains("demo://gone could not be read", "it is gone");
    }

    @Test
    void structuredContentIsTextWhereThereIsNoOther() {
        CallToolResult result = CallToolResult.builder(List.of())
                .structuredContent(Map.of("degrees", 22))
                .build();
        assertThat(text(contents(Set.of()).of(result))).isEqualTo("{\"degrees\":22}");
    }

    @Test
    void nothingIsAnEmptyText() {
        assertThat(text(outputs(Set.of()))).isEmpty();
        assertThat(outputs(Set.of(Modality.IMAGE)).values()).isEmpty();
    }

    @Test
    void anErrorFailsTheTask() {
        CallToolResult result = CallToolResult.builder(List.of(new TextContent("no such\nfile")))
                .isError(true)
                .build();
        assertThatThrownBy(() -> contents(Set.of()).of(result))
                .isInstanceOf(ToolFailedException.class)
                .hasMessageContainingAll("files/read failed: no such file", "Maybe");
    }

    @Test
    void refusesBrokenBase64() {
        assertThatThrownBy(() -> outputs(Set.of(Modality.IMAGE), new ImageContent(null, "not base64!", "image/png")))
                .isInstanceOf(ToolFailedException.class)
                .hasMessageContainingAll("files/read gave image/png that is no base64", "Maybe");
    }
}
