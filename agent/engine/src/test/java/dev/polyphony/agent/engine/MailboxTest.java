package dev.polyphony.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final ExecutorService executor = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void runsMessagesOneAfterTheOtherAndInTheOrderOfEachSender() throws InterruptedException {
        Mailbox mailbox = new Mailbox(executor);
        AtomicInteger inside = new AtomicInteger();
        List<int[]> seen = new ArrayList<>();
        int senders = 8;
        int each = 2_000;
        CountDownLatch done = new CountDownLatch(senders * each);
        ExecutorService posting = Executors.newFixedThreadPool(senders);
        for (int s = 0; s < senders; s++) {
            int sender = s;
            posting.execute(() -> {
                for (int i = 0; i < each; i++) {
                    int number = i;
                    mailbox.post(() -> {
                        if (inside.incrementAndGet() == 1) {
                            seen.add(new int[] {sender, number});
                        }
                        inside.decrementAndGet();
                        done.countDown();
                    });
                }
            });
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        posting.shutdownNow();
        assertThat(seen).hasSize(senders * each);
        int[] next = new int[senders];
        for (int[] entry : seen) {
            assertThat(entry[1]).isEqualTo(next[entry[0]]++);
        }
    }
}
