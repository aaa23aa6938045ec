package dev.polyphony.tools.anytoany.exported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.Media;
import dev.polyphony.agent.Modality;
import dev.polyphony.agent.ToolFailedException;
import dev.polyphony.tools.anytoany.bundle.Bundle;
import dev.polyphony.tools.anytoany.bundle.StoredFile;
import dev.polyphony.tools.anytoany.diffusion.DiffusionComponents;
import dev.polyphony.tools.anytoany.golden.Exported;
import dev.polyphony.tools.anytoany.pipeline.Answered;
import dev.polyphony.tools.anytoany.pipeline.Dialogue;
import dev.polyphony.tools.anytoany.pipeline.Pipeline;
import dev.polyphony.tools.anytoany.pipeline.Registry;
import dev.polyphony.tools.anytoany.pipeline.Sampling;
import dev.polyphony.tools.device.ModelPool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exported nets on two pretend devices. */
@Timeout(120)
class ExportedDevicesTest {
    private static final Set<Modality> ALL = EnumSet.of(Modality.IMAGE, Modality.AUDIO, Modality.VIDEO);
    private static final Media PICTURE = Exported.media(Modality.IMAGE, "nextgpt", "wide.png");

    @TempDir
    private Path folder = Path.of("");

    private static ModelPool two(long budget) {
        return ModelPool.of(List.of("cpu:0", "cpu:1"), budget, 1);
    }

    private static Pipeline pipeline(ModelPool devices) {
        Hardware hardware = new Hardware(devices, 1);
        return new Pipeline(
                Exported.bundle("nextgpt-miniature"),
                DiffusionComponents.addTo(ExportedComponents.addTo(new Registry(), hardware), hardware));
    }

    private List<Answered> answer(Pipeline pipeline) {
        return pipeline.run(
                Dialogue.of("what is in this picture?", PICTURE),
                new Pipeline.Options(Sampling.greedy(72), ALL, 4, folder, () -> false),
                event -> {});
    }

    private static List<Object> said(List<Answered> answer) {
        List<Object> said = new ArrayList<>();
        for (Answered piece : answer) {
            said.add(piece instanceof Answered.Words words ? words.text() : ((Answered.Shown) piece).caption());
        }
        return said;
    }

    private static int loaded(ModelPool devices) {
        return devices.on("cpu:0").size() + devices.on("cpu:1").size();
    }

    /** With room for but some of the nets, what the model says and makes is the same; keys and values outlive their net. */
    @Test
    void netsComeAndGoWithoutAnotherAnswer() throws Exception {
        Bundle bundle = Exported.bundle("nextgpt-miniature");
        long largest = bundle.info().files().values().stream()
                .filter(file -> file.name().endsWith(".onnx"))
                .mapToLong(StoredFile::bytes)
                .max()
                .orElseThrow();
        try (ModelPool roomy = two(0);
                ModelPool narrow = two(largest);
                Pipeline free = pipeline(roomy);
                Pipeline tight = pipeline(narrow)) {
            List<Answered> wanted = answer(free);
            List<Answered> got = answer(tight);
            assertThat(said(wanted)).hasSizeGreaterThan(3);
            assertThat(said(got)).isEqualTo(said(wanted));
            assertThat(((Answered.Shown) got.get(picture(got))).media().bytes())
                    .isEqualTo(((Answered.Shown) wanted.get(picture(wanted)))
                            .media()
                            .bytes());
            assertThat(loaded(roomy)).isGreaterThan(8);
            assertThat(loaded(narrow)).isBetween(1, loaded(roomy) - 3);
            assertThat(roomy.on("cpu:0")).isNotEmpty();
            assertThat(roomy.on("cpu:1")).isNotEmpty();
        }
    }

    private static int picture(List<Answered> answer) {
        for (int i = 0; i < answer.size(); i++) {
            if (answer.get(i) instanceof Answered.Shown shown && shown.media().modality() == Modality.IMAGE) {
                return i;
            }
        }
        throw new AssertionError("no picture in " + answer);
    }

    @Test
    void aModelLeavesItsDevicesWhenItIsClosed() {
        try (ModelPool devices = two(0)) {
            Pipeline pipeline = pipeline(devices);
            assertThat(loaded(devices)).isPositive();
            pipeline.close();
            assertThat(loaded(devices)).isZero();
        }
    }

    @Test
    void refusesANetThatIsLargerThanTheBudget() {
        try (ModelPool devices = two(100)) {
            assertThatThrownBy(() -> pipeline(devices))
                    .isInstanceOf(ToolFailedException.class)
                    .hasMessageContainingAll("of nextgpt-miniature", "does not fit on cpu:0", "the budget is 100");
            assertThat(loaded(devices)).isZero();
        }
    }

    @Test
    void stopsWaitingForItsTurnWhenItIsInterrupted() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ModelPool devices = ModelPool.of(List.of("cpu"), 0, 1);
                Pipeline pipeline = pipeline(devices);
                OnnxNet other =
                        OnnxNet.of(Exported.bundle("llava-miniature"), "embed.onnx", new Hardware(devices, 1))) {
            Future<Boolean> busy = threads.submit(() -> devices.run(other, () -> {
                begun.countDown();
                try {
                    return go.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            Thread[] waiting = new Thread[1];
            CountDownLatch started = new CountDownLatch(1);
            Future<List<Answered>> answer = threads.submit(() -> {
                waiting[0] = Thread.currentThread();
                started.countDown();
                return answer(pipeline);
            });
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
            waiting[0].interrupt();
            assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(CancellationException.class);
            assertThat(busy.isDone()).isFalse();
            go.countDown();
            assertThat(busy.get(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }
}
