package dev.polyphony.tools.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.agent.ToolFailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two pretend devices, and models that only note what is done to them. */
@Timeout(60)
class ModelPoolTest {
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private Resident model(String name, long bytes) {
        return new Resident() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public long bytes() {
                return bytes;
            }

            @Override
            public void load(String device) {
                done.add("load %s on %s".formatted(name, device));
            }

            @Override
            public void unload() {
                done.add("unload " + name);
            }
        };
    }

    private static ModelPool two(long budget, int callsAtOnce) {
        return ModelPool.of(List.of("cpu:0", "cpu:1"), budget, callsAtOnce);
    }

    private static ModelPool one(long budget, int callsAtOnce) {
        return ModelPool.of(List.of("cpu"), budget, callsAtOnce);
    }

    @Test
    void sharesModelsOutAndLetsDevicesWorkAtTheSameTime() throws Exception {
        ModelPool pool = two(0, 1);
        Resident first = model("first", 10);
        Resident second = model("second", 10);
        CyclicBarrier both = new CyclicBarrier(2);

        Future<Integer> a = threads.submit(() -> pool.run(first, () -> meet(both)));
        Future<Integer> b = threads.submit(() -> pool.run(second, () -> meet(both)));

        a.get(30, TimeUnit.SECONDS);
        b.get(30, TimeUnit.SECONDS);
        assertThat(pool.on("cpu:0")).hasSize(1);
        assertThat(pool.on("cpu:1")).hasSize(1);
    }

    private static int meet(CyclicBarrier both) {
        try {
            return both.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the other device did not work at the same time", e);
        }
    }

    @Test
    void oneDeviceHasOneQueue() throws Exception {
        ModelPool pool = one(0, 1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<String> ended = Collections.synchronizedList(new ArrayList<>());

        Future<?> slow = threads.submit(() -> pool.run(model("slow", 1), () -> {
            begun.countDown();
            await(go);
            return ended.add("slow");
        }));
        await(begun);
        Future<?> quick = threads.submit(() -> pool.run(model("quick", 1), () -> ended.add("quick")));
        go.countDown();
        slow.get();
        quick.get();

        assertThat(ended).containsExactly("slow", "quick");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void unloadsWhatWasUsedLongestAgoWhereTheBudgetWouldBeExceeded() throws Exception {
        ModelPool pool = one(100, 1);
        Resident a = model("a", 40);
        Resident b = model("b", 40);
        Resident c = model("c", 40);

        pool.load(a);
        pool.load(b);
        pool.load(a);
        pool.load(c);

        assertThat(done).containsExactly("load a on cpu", "load b on cpu", "unload b", "load c on cpu");
        assertThat(pool.on("cpu")).containsExactly("a", "c");
    }

    @Test
    void neverUnloadsAModelThatWorks() throws Exception {
        ModelPool pool = one(50, 2);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Resident busy = model("busy", 40);

        Future<?> working = threads.submit(() -> pool.run(busy, () -> {
            begun.countDown();
            await(go);
            return done.add("busy has worked");
        }));
        await(begun);
        Future<?> other = threads.submit(() -> pool.run(model("other", 40), () -> true));
        go.countDown();
        working.get();
        other.get();

        assertThat(done).containsExactly("load busy on cpu", "busy has worked", "unload busy", "load other on cpu");
    }

    @Test
    void refusesAModelThatNeverFits() {
        assertThatThrownBy(() -> one(10, 1).load(model("huge", 11)))
                .isInstanceOf(ToolFailedException.class)
                .hasMessageContainingAll("huge", "11 bytes", "budget is 10", "Maybe a greater polyphony.local.memory");
    }

    @Test
    void triesOnceMoreWithoutTheOthersWhereMemoryIsOut() throws Exception {
        ModelPool pool = one(0, 1);
        Resident big = model("big", 5);
        int[] calls = {0};
        pool.load(model("old", 5));

        String answer = pool.run(big, () -> {
            if (calls[0]++ == 0) {
                throw new IllegalStateException("CUDA error: out of memory");
            }
            return "answer";
        });

        assertThat(answer).isEqualTo("answer");
        assertThat(done)
                .containsExactly(
                        "load old on cpu",
                        "load big on cpu",
                        "unload old",
                        "unload big",
                        "unload big",
                        "load big on cpu");
        assertThat(pool.on("cpu")).containsExactly("big");
    }

    @Test
    void tellsThatMemoryIsOutWhereTheSecondTryFailsAsWell() {
        ModelPool pool = one(0, 1);
        int[] calls = {0};

        assertThatThrownBy(() -> pool.run(model("big", 7 << 20), () -> {
                    calls[0]++;
                    throw new IOException("run failed", new IllegalStateException("Failed to allocate memory for x"));
                }))
                .isInstanceOf(ToolFailedException.class)
                .hasMessageContainingAll("memory of cpu is out", "big", "7 MB", "Maybe a smaller input")
                .hasRootCauseMessage("Failed to allocate memory for x");
        assertThat(calls[0]).isEqualTo(2);
        assertThat(pool.on("cpu")).isEmpty();
    }

    @Test
    void passesOtherFailuresOnAtOnce() {
        ModelPool pool = one(0, 1);
        int[] calls = {0};

        assertThatThrownBy(() -> pool.run(model("m", 1), () -> {
                    calls[0]++;
                    throw new IOException("no such layer");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no such layer");
        assertThat(calls[0]).isEqualTo(1);
    }

    @Test
    void refusesATurnWithinATurn() throws Exception {
        ModelPool pool = one(0, 2);
        Resident inner = model("inner", 1);

        assertThatThrownBy(() -> pool.run(model("outer", 1), () -> {
                    try {
                        return pool.run(inner, () -> true);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("inner", "while outer works", "Maybe ask for it before or after");
        assertThat(pool.<Boolean, RuntimeException>run(inner, () -> true)).isTrue();
    }
}
