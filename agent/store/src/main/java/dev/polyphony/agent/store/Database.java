package dev.polyphony.agent.store;

import dev.polyphony.agent.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;

/** An H2 file with the schema of this version. */
final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 32;

    static {
        // The process that opens the file first serves the others; never on any address but loopback.
        if (System.getProperty("h2.bindAddress") == null) {
            System.setProperty("h2.bindAddress", "127.0.0.1");
        }
    }

    private final Path file;
    private final JdbcConnectionPool pool;

    private Database(Path file, JdbcConnectionPool pool) {
        this.file = file;
        this.pool = pool;
    }

    /** Work on one connection. */
    @FunctionalInterface
    interface Sql<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Changes on one connection. */
    @FunctionalInterface
    interface Change {
        void run(Connection connection) throws SQLException;
    }

    /** Reads the present row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    static Database open(Path file) {
        Path path = file.toAbsolutePath().normalize();
        Path folder = path.resolveSibling("");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw Disk.failure("the journal can't be kept in " + folder, folder, e);
        }
        // WRITE_DELAY=0: what is committed is in the file system, not in a buffer of the process.
        JdbcConnectionPool pool = JdbcConnectionPool.create(
                "jdbc:h2:file:%s;AUTO_SERVER=TRUE;WRITE_DELAY=0".formatted(path), "polyphony", "");
        pool.setMaxConnections(CONNECTIONS);
        Database database = new Database(path, pool);
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(pool)
                    .loggers("slf4j")
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            pool.dispose();
            throw new StorageException(
                    "the journal %s.mv.db can't be opened: %s.\nMaybe it is damaged or of a newer version; move it away, or set another home folder."
                            .formatted(path, firstLine(e)),
                    e);
        }
        return database;
    }

    void change(Change change) {
        transaction(connection -> {
            change.run(connection);
            return true;
        });
    }

    <T> T transaction(Sql<T> work) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    <T> List<T> query(String sql, Row<T> reader, @Nullable Object... values) {
        try (Connection connection = pool.getConnection()) {
            return select(connection, sql, reader, values);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    <T> List<T> select(Connection connection, String sql, Row<T> reader, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> list = new ArrayList<>();
                while (rows.next()) {
                    list.add(reader.read(rows));
                }
                return list;
            }
        }
    }

    static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private StorageException failure(SQLException e) {
        return new StorageException(
                "the journal %s.mv.db failed: %s.\nMaybe the disk is full, or the file was removed."
                        .formatted(file, firstLine(e)),
                e);
    }

    private static String firstLine(Exception e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
