package dev.polyphony.tools.anytoany.nano;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.ToolArgumentsException;
import dev.polyphony.tools.anytoany.pipeline.Answered;
import dev.polyphony.tools.anytoany.pipeline.Dialogue;
import dev.polyphony.tools.anytoany.pipeline.Event;
import dev.polyphony.tools.anytoany.pipeline.Pipeline;
import dev.polyphony.tools.anytoany.pipeline.Registry;
import dev.polyphony.tools.anytoany.pipeline.Sampling;
import dev.polyphony.tools.media.Pictures;
import dev.polyphony.tools.media.Sounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline with all components of the miniature. */
class MiniatureTest {
    private static final Set<Modality> ALL = Set.of(Modality.IMAGE, Modality.VIDEO, Modality.AUDIO);
    private static Pipeline pipeline = load();

    @TempDir
    private Path folder = Path.of("");

    private static Pipeline load() {
        return new Pipeline(Golden.miniature(), NanoComponents.addTo(new Registry()));
    }

    @BeforeAll
    static void open() {
        pipeline = load();
    }

    @AfterAll
    static void close() {
        pipeline.close();
    }

    private Pipeline.Options options(Set<Modality> shows) {
        return new Pipeline.Options(Sampling.greedy(72), shows, 4, folder, () -> false);
    }

    private static String[] chain(String name) {
        return Golden.table("chains.tsv").stream()
                .filter(row -> row[0].equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String words(List<Answered> answer) {
        return answer.stream()
                .filter(Answered.Words.class::isInstance)
                .map(piece -> ((Answered.Words) piece).text())
                .collect(Collectors.joining());
    }

    private static List<Media> media(List<Answered> answer) {
        return answer.stream()
                .filter(Answered.Shown.class::isInstance)
                .map(piece -> ((Answered.Shown) piece).media())
                .toList();
    }

    @Test
    void knowsWhatItReadsAndShows() {
        assertThat(pipeline.reads()).isEqualTo(ALL);
        assertThat(pipeline.shows()).isEqualTo(ALL);
        assertThat(pipeline.spec().name()).isEqualTo("miniature");
    }

    @Test
    void saysAndPlaysWhatTheTrainerSaysAndPlays() throws IOException {
        String[] row = chain("chain0");
        List<Event> events = new ArrayList<>();
        List<Answered> answer = pipeline.run(Dialogue.of(row[4]), options(ALL), events::add);
        WordTokenizer tokenizer =
                new WordTokenizer(Golden.miniature(), Golden.miniature().spec().tokenizer());
        assertThat(tokenizer.encode(words(answer)))
                .isEqualTo(tokenizer.encode(row[5], true).stream()
                        .filter(id -> !tokenizer.decode(List.of(id)).isEmpty())
                        .toList());
        assertThat(row[6]).isEqualTo("audio");
        assertThat(media(answer)).singleElement().extracting(Media::modality).isEqualTo(Modality.AUDIO);
        assertThat(Sounds.read(media(answer).get(0)).duration().toMillis()).isEqualTo(1024);
        String said = events.stream()
                .filter(Event.Said.class::isInstance)
                .map(event -> ((Event.Said) event).words())
                .collect(Collectors.joining());
        assertThat(said).isEqualTo(words(answer)).doesNotContain("[AUD", "<eos>");
        List<Event> last = events.subList(events.indexOf(new Event.Started(0, Modality.AUDIO)), events.size());
        assertThat(last).hasSize(14);
        assertThat(last.get(12)).isEqualTo(new Event.Progressed(0, 12, 12));
        assertThat(last.get(13)).isEqualTo(new Event.Ready(0, media(answer).get(0)));
        assertThat(events).contains(new Event.Signalled(0, Modality.AUDIO));
        List<Answered> again = pipeline.run(Dialogue.of(row[4]), options(ALL), event -> {});
        assertThat(media(again).get(0).bytes()).isEqualTo(media(answer).get(0).bytes());
    }

    @Test
    void neverShowsWhatIsNotWanted() {
        List<Answered> answer = pipeline.run(Dialogue.of(chain("chain0")[4]), options(Set.of()), event -> {});
        assertThat(media(answer)).isEmpty();
        List<Answered> other =
                pipeline.run(Dialogue.of(chain("chain0")[4]), options(Set.of(Modality.IMAGE)), event -> {});
        assertThat(media(other)).allMatch(medium -> medium.modality() == Modality.IMAGE);
    }

    @Test
    void looksAtPicturesFilmsAndSoundsInOneRequest() {
        var making = new dev.polyphony.tools.anytoany.pipeline.ModalityGenerator.Making(
                1, folder, (done, total) -> {}, () -> false);
        Media[] media = ALL.stream()
                .map(modality ->
                        MediaWriter.write(modality, new Golden("encoder-" + modality.portName()).rows("x"), making))
                .toArray(Media[]::new);
        List<Answered> answer = pipeline.run(Dialogue.of("what is this ?", media), options(Set.of()), event -> {});
        assertThat(words(answer)).isNotBlank();
    }

    @Test
    void forgetsTheOldestTurnsOfALongConversation() {
        Dialogue.Exchange exchange = new Dialogue.Exchange(
                "draw a small red circle",
                List.of(),
                List.of(
                        new Answered.Words("here is a small red circle ."),
                        new Answered.Shown(Pictures.png(new java.awt.image.BufferedImage(8, 8, 1)), "")));
        List<Dialogue.Exchange> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            many.add(exchange);
        }
        List<Answered> answer =
                pipeline.run(new Dialogue(many, "make it blue", List.of()), options(Set.of()), event -> {});
        assertThat(words(answer)).isNotBlank();
    }

    @Test
    void refusesARequestThatIsTooLongAndMediaThatItCannotSee() {
        String words = String.join(" ", java.util.Collections.nCopies(300, "red"));
        assertThatThrownBy(() -> pipeline.run(Dialogue.of(words), options(ALL), event -> {}))
                .isInstanceOf(ToolArgumentsException.class)
                .hasMessageContainingAll("303 positions", "192", "48", "fewer words");
        Media mask = Pictures.mask(new java.awt.image.BufferedImage(8, 8, 1));
        assertThatThrownBy(() -> pipeline.run(Dialogue.of("look", mask), options(ALL), event -> {}))
                .isInstanceOf(ToolArgumentsException.class)
                .hasMessageContainingAll("MASK", "tools mode");
    }

    @Test
    void stopsWhenItIsCancelledWhileItDraws() {
        String said = chain("chain0")[4];
        boolean[] cancelled = new boolean[1];
        var options = new Pipeline.Options(Sampling.greedy(72), ALL, 4, folder, () -> cancelled[0]);
        List<Event> events = new ArrayList<>();
        assertThatThrownBy(() -> pipeline.run(Dialogue.of(said), options, event -> {
                    events.add(event);
                    cancelled[0] |= event instanceof Event.Progressed at && at.done() == 2;
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(events).last().isEqualTo(new Event.Progressed(0, 2, 12));
    }
}
