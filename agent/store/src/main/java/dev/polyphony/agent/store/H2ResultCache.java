package dev.polyphony.agent.store;

import dev.polyphony.agent.ResultCache;
import dev.polyphony.agent.codec.OutputsCodec;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Results in the file of a journal; beyond a number, those are forgotten that were not used for longest. Thread-safe. */
final class H2ResultCache implements ResultCache {
    private static final int SWEEP_EVERY = 100;

    private final Database database;
    private final Clock clock;
    private final int most;
    private final AtomicLong puts = new AtomicLong();

    H2ResultCache(Database database, Clock clock, int most) {
        this.database = database;
        this.clock = clock;
        this.most = most;
    }

    @Override
    public Optional<Map<String, List<String>>> find(String key) {
        Optional<String> json =
                database.query("SELECT outputs FROM result WHERE cache_key = ?", row -> row.getString(1), key).stream()
                        .findFirst();
        json.ifPresent(found -> execute("UPDATE result SET used_at = ? WHERE cache_key = ?", now(), key));
        return json.map(OutputsCodec::decode);
    }

    @Override
    public void put(String key, Map<String, List<String>> outputs) {
        execute(
                "MERGE INTO result (cache_key, outputs, used_at) KEY (cache_key) VALUES (?, ?, ?)",
                key,
                OutputsCodec.encode(outputs),
                now());
        if (puts.incrementAndGet() % SWEEP_EVERY == 1) {
            execute(
                    "DELETE FROM result WHERE cache_key IN (SELECT cache_key FROM result ORDER BY used_at DESC OFFSET ? ROWS)",
                    most);
        }
    }

    private void execute(String sql, Object... values) {
        database.change(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                Database.bind(statement, values);
                statement.executeUpdate();
            }
        });
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
