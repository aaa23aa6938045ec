package dev.polyphony;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.agent.AbsentTool;
import dev.polyphony.agent.Binding;
import dev.polyphony.agent.Cardinality;
import dev.polyphony.agent.Port;
import dev.polyphony.agent.Signature;
import dev.polyphony.agent.Tool;
import dev.polyphony.tools.local.LocalTools;
import dev.polyphony.tools.remote.RemoteTools;
import dev.polyphony.tools.remote.TaskType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the documents to the code; {@code -Ddocs.update} rewrites them instead. */
class DocsTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path README = ROOT.resolve("README.md");
    private static final boolean UPDATE = System.getProperty("docs.update") != null;
    /** What a tool needs besides the build; the same whether this machine has it or not. */
    private static final Map<String, String> NEEDS = Map.of(
            "speech.transcribe", "the programs `pocketsphinx` and `pocketsphinx-en-us`",
            "text.speak", "nothing more; speaks better where the program `flite` is");

    private static final Pattern SNIPPET =
            Pattern.compile("(<!-- snippet: (\\S+)#(\\S+) -->\n```java\n)(.*?)(```\n)", Pattern.DOTALL);

    @Test
    void everySnippetIsARegionOfACompiledFile() throws IOException {
        try (Stream<Path> docs = Stream.concat(Stream.of(README), Files.walk(ROOT.resolve("docs")))) {
            for (Path doc : docs.filter(file -> file.toString().endsWith(".md")).toList()) {
                String text = Files.readString(doc);
                Matcher snippets = SNIPPET.matcher(text);
                String expected = snippets.replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1) + region(match.group(2), match.group(3)) + match.group(5)));
                holdTo(doc, text, expected);
            }
        }
    }

    private static String region(String file, String name) {
        try {
            String text = Files.readString(ROOT.resolve(file));
            Matcher region = Pattern.compile("(?s)// tag::%s\\[]\n(.*?)[ ]*// end::%s\\[]".formatted(name, name))
                    .matcher(text);
            assertThat(region.find()).as("%s has a region %s", file, name).isTrue();
            return region.group(1).stripTrailing().stripIndent() + "\n";
        } catch (IOException e) {
            throw new AssertionError("%s is named by a document".formatted(file), e);
        }
    }

    @Test
    void theTableOfToolsIsWhatTheCodeDeclares() throws IOException {
        StringBuilder table = new StringBuilder("| tool | what it does | in → out | needs |\n|---|---|---|---|\n");
        try (LocalTools local = LocalTools.available()) {
            Stream.concat(
                            local.tools().stream().map(Tool::signature),
                            local.absent().stream().map(AbsentTool::signature))
                    .sorted(Comparator.comparing(Signature::name))
                    .forEach(tool -> row(table, tool, NEEDS.getOrDefault(tool.name(), "nothing more")));
        }
        String text = Files.readString(README);
        String expected = text.replaceAll(
                "(?s)(<!-- tools:begin -->\n).*?(<!-- tools:end -->)",
                Matcher.quoteReplacement("<!-- tools:begin -->\n" + table + "<!-- tools:end -->"));
        holdTo(README, text, expected);
    }

    @Test
    void theTableOfTaskTypesIsWhatTheCodeServes() throws IOException {
        Set<String> embedded = new TreeSet<>();
        try (LocalTools local = LocalTools.available()) {
            local.tools().forEach(tool -> embedded.add(tool.name()));
            local.absent().forEach(tool -> embedded.add(tool.signature().name()));
        }
        StringBuilder table = new StringBuilder(
                "| task type | tool | embedded | remote: one of these settings of `polyphony.remote` |\n|---|---|---|---|\n");
        for (TaskType type : TaskType.ofHuggingGpt(catalogue())) {
            table.append("| %s | `%s`%s | %s | %s |\n"
                    .formatted(
                            type.name(),
                            type.tool(),
                            type.kind() == null ? "" : " " + type.kind(),
                            embedded.contains(type.tool())
                                    ? "yes"
                                            + NEEDS.getOrDefault(type.tool(), "")
                                                    .replaceFirst("^nothing more; |^(?=.)", "; ")
                                    : "",
                            type.settings().stream().map("`%s`"::formatted).collect(Collectors.joining(", "))));
        }
        String text = Files.readString(README);
        String expected = text.replaceAll(
                "(?s)(<!-- tasks:begin -->\n).*?(<!-- tasks:end -->)",
                Matcher.quoteReplacement("<!-- tasks:begin -->\n" + table + "<!-- tasks:end -->"));
        assertThat(text).contains("<!-- tasks:begin -->");
        holdTo(README, text, expected);
    }

    private static String catalogue() throws IOException {
        return Files.readString(ROOT.resolve("src/main/resources").resolve(RemoteTools.CATALOGUE));
    }

    /** A tool that this process has and endpoints have as well is one tool with the bindings of both. */
    @Test
    void whatIsEmbeddedAndRemoteIsOneToolWithBothBindings() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        TaskType.ofHuggingGpt(catalogue())
                .forEach(type -> type.settings()
                        .forEach(s -> settings.put(s, s.endsWith("api-key") ? "k" : "http://localhost:9")));
        try (LocalTools local = LocalTools.available();
                RemoteTools remote = RemoteTools.from(settings, catalogue(), Clock.systemUTC())) {
            Set<String> remotes = new TreeSet<>();
            remote.tools().forEach(tool -> remotes.add(tool.name()));
            List<Tool> joined = JoinedTools.of(List.of(local.tools(), remote.tools()));
            for (Tool tool : local.tools()) {
                if (remotes.contains(tool.name()) && !tool.name().equals("text.embed")) {
                    Tool both = joined.stream()
                            .filter(t -> t.name().equals(tool.name()))
                            .findFirst()
                            .orElseThrow();
                    assertThat(both.bindings()).as(tool.name()).anyMatch(Binding::local);
                    assertThat(both.bindings()).as(tool.name()).anyMatch(binding -> !binding.local());
                }
            }
        }
    }

    private static void row(StringBuilder table, Signature tool, String needs) {
        table.append("| `%s` | %s | %s → %s | %s |\n"
                .formatted(tool.name(), tool.does(), ports(tool.inputs()), ports(tool.outputs()), needs));
    }

    private static String ports(List<Port> ports) {
        return ports.stream()
                .filter(port -> !port.isParameter())
                .map(port -> port.modality().name().toLowerCase(java.util.Locale.ROOT)
                        + (port.cardinality() == Cardinality.MANY
                                ? "…"
                                : port.cardinality() == Cardinality.OPTIONAL ? "?" : ""))
                .collect(Collectors.joining(", "));
    }

    private static void holdTo(Path doc, String text, String expected) throws IOException {
        if (UPDATE) {
            Files.writeString(doc, expected);
        } else {
            assertThat(text)
                    .as("%s: run the test with -Ddocs.update", doc.getFileName())
                    .isEqualTo(expected);
        }
    }
}
