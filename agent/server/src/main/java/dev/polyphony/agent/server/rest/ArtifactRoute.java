package dev.polyphony.agent.server.rest;

import dev.polyphony.Polyphony;
import dev.polyphony.agent.Artifact;
import dev.polyphony.agent.NotFoundException;
import dev.polyphony.agent.server.FileNames;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET, HEAD /api/v1/artifacts/{id}}: the bytes, whole or in part. What tools made is hostile: it is served under a
 * policy of its own, is never sniffed, and only pictures, sound and video open in the browser.
 */
@Singleton
public final class ArtifactRoute {
    private final Polyphony agent;
    private final ExecutorService executor;

    /** @param executor for what reads the disk */
    @Inject
    public ArtifactRoute(Polyphony agent, @VirtualThreads ExecutorService executor) {
        this.agent = agent;
        this.executor = executor;
    }

    void register(@Observes Router router) {
        router.route("/api/v1/artifacts/:artifactId").handler(this::handle);
    }

    private void handle(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            Raw.refuseMethod(context, "GET, HEAD");
            return;
        }
        Context loop = context.vertx().getOrCreateContext();
        Raw.off(executor, context, () -> {
            Artifact artifact = find(agent, context.pathParam("artifactId"));
            Path file = agent.artifacts().file(artifact.id());
            loop.runOnContext(x -> answer(context, artifact, file));
        });
    }

    /** @throws NotFoundException if there is none of this id */
    static Artifact find(Polyphony agent, String id) {
        return agent.artifacts()
                .find(id)
                .orElseThrow(() ->
                        new NotFoundException("there is no artifact \"%s\".\nMaybe it was made under another home."
                                .formatted(Raw.shown(id))));
    }

    private static void answer(RoutingContext context, Artifact artifact, Path file) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        String tag = "\"" + artifact.id() + "\"";
        headers(response, artifact, tag);
        if (matches(request.getHeader("If-None-Match"), tag)) {
            response.setStatusCode(304).end();
            return;
        }
        ByteRange part;
        try {
            String condition = request.getHeader("If-Range");
            part = condition == null || condition.strip().equals(tag)
                    ? ByteRange.of(request.getHeader("Range"), artifact.bytes())
                    : null;
        } catch (ByteRange.NotThere e) {
            response.putHeader("Content-Range", "bytes */" + artifact.bytes());
            Problems.send(
                    context,
                    new Refusal(
                            416,
                            "range_not_satisfiable",
                            "the artifact has %d bytes; the range lies outside.\nMaybe leave Range out."
                                    .formatted(artifact.bytes())));
            return;
        }
        long length = part == null ? artifact.bytes() : part.length();
        response.putHeader("Content-Length", Long.toString(length));
        if (part != null) {
            response.setStatusCode(206).putHeader("Content-Range", part.header(artifact.bytes()));
        }
        if (request.method().equals(HttpMethod.HEAD) || length == 0) {
            response.end();
        } else {
            response.sendFile(file.toString(), part == null ? 0 : part.from(), length)
                    .onFailure(e -> Problems.send(context, e));
        }
    }

    private static void headers(HttpServerResponse response, Artifact artifact, String tag) {
        String type = artifact.mediaType();
        response.putHeader("Content-Type", type.startsWith("text/") ? type + ";charset=utf-8" : type)
                .putHeader("ETag", tag)
                .putHeader("Cache-Control", "private, max-age=31536000, immutable")
                .putHeader("Accept-Ranges", "bytes")
                .putHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        boolean shown = type.matches("(image|audio|video)/.+") && !type.contains("xml");
        if (!shown) {
            String name = URLEncoder.encode(FileNames.of(artifact, artifact.label()), StandardCharsets.UTF_8);
            response.putHeader("Content-Disposition", "attachment; filename*=UTF-8''" + name.replace("+", "%20"));
        }
    }

    private static boolean matches(@Nullable String header, String tag) {
        return header != null && (header.strip().equals("*") || header.contains(tag));
    }
}
