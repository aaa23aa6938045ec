package dev.polyphony.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainsTest {
    @TempDir
    private Path folder;

    @Test
    void letsEachTaskServeOneSubTaskAndServesTheMost() {
        assertThat(Domains.served(List.of(Set.of("a"), Set.of("a")), List.of("a")))
                .isEqualTo(1);
        assertThat(Domains.served(List.of(Set.of("a", "b"), Set.of("a")), List.of("a", "b")))
                .isEqualTo(2);
        assertThat(Domains.served(List.of(Set.of("a")), List.of())).isZero();
    }

    @Test
    void readsLabelsThatAreJsonOrPython() throws IOException {
        Path labels = Files.writeString(folder.resolve("labels.json"), """
                {"one": [{"instruction": "see", "output": "<Solution>[{\\"task\\": [\\"image-perception\\"], \\"id\\": 0}]</Solution>"}],
                 "two": [{"instruction": "ask", "output": "<Solution>[{'task': 'question-answering', 'id': 0}]</Solution>"}]}""");
        Path tools = Files.writeString(folder.resolve("tools.json"), """
                [{"name": "detect", "domain": "image-perception"}, {"name": "answer", "domain": "question-answering"}]""");
        Path predictions = Files.writeString(folder.resolve("predictions.jsonl"), """
                {"id": "0", "task_nodes": [{"task": "detect"}], "task_links": []}""");

        Domains domains = Domains.read(labels, tools);

        assertThat(Domains.isIn(labels)).isTrue();
        assertThat(Domains.isIn(tools)).isFalse();
        assertThat(domains.samples()).containsEntry("1", List.of(Set.of("question-answering")));
        assertThat(domains.recall(PlanCommand.read(predictions))).isEqualTo(new Domains.Recall(1, 2));
    }
}
