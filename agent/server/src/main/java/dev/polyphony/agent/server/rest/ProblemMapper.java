package dev.polyphony.agent.server.rest;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Turns whatever a resource throws into an error answer. */
@Provider
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    private final CurrentVertxRequest request;

    /** @param request the call that is being answered */
    @Inject
    public ProblemMapper(CurrentVertxRequest request) {
        this.request = request;
    }

    @Override
    public Response toResponse(Throwable error) {
        ProblemJson problem = Problems.of(error, Gate.requestId(request.getCurrent()));
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type(ProblemJson.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem);
        if (error instanceof WebApplicationException web && web.getResponse().getHeaderString("Allow") != null) {
            answer.header("Allow", web.getResponse().getHeaderString("Allow"));
        }
        return answer.build();
    }
}
