package dev.polyphony;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An MCP server with one tool, as a program without libraries. */
final class LibraryServer {
    private static final Pattern METHOD = Pattern.compile("\"method\":\"([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":(\"[^\"]*\"|\\d+)");
    private static final Pattern TITLE = Pattern.compile("\"title\":\"([^\"]*)\"");

    private LibraryServer() {}

    /** Speaks until its input ends. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String answer = answer(find(METHOD, line), line);
            if (!answer.isEmpty()) {
                out.println("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(find(ID, line), answer));
            }
        }
    }

    private static String find(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String answer(String method, String line) {
        return switch (method) {
            case "initialize" ->
                "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"library\",\"version\":\"1.0\"}}";
            case "tools/list" ->
                "{\"tools\":[{\"name\":\"find_book\",\"description\":\"Tells on which shelf of the library a book stands.\",\"inputSchema\":{\"type\":\"object\",\"properties\":{\"title\":{\"type\":\"string\",\"description\":\"title of the book\"}},\"required\":[\"title\"]},\"annotations\":{\"readOnlyHint\":true,\"openWorldHint\":false}}]}";
            case "tools/call" ->
                "{\"content\":[{\"type\":\"text\",\"text\":\"%s stands on shelf 7.\"}]}".formatted(find(TITLE, line));
            default -> "";
        };
    }
}
