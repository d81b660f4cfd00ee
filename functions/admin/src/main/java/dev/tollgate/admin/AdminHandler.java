package dev.tollgate.admin;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tollgate.admin.Routes.Match;
import dev.tollgate.admin.access.Authorisation;
import dev.tollgate.admin.access.Authorisation.Verdict;
import dev.tollgate.admin.access.Reach;
import dev.tollgate.admin.access.Role;
import dev.tollgate.admin.http.Problem;
import dev.tollgate.admin.http.Refused;
import dev.tollgate.admin.http.Reply;
import dev.tollgate.admin.http.Request;
import dev.tollgate.admin.http.Status;
import dev.tollgate.core.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** The second function's handler: a REST proxy event in, a whole reply out. Thread safe. */
public final class AdminHandler implements RequestStreamHandler {
    /** Lambda sends 6 MB. */
    private static final int LARGEST = 6_000_000;

    private static final Map<String, String> EVERY_REPLY =
            Map.of("cache-control", "private, no-cache", "x-content-type-options", "nosniff");

    private final Routes routes;
    private final Authorisation authorisation;
    private final FaultLog log;

    /** Administers a stage for those who may. */
    public AdminHandler(Administered stage, Authorisation authorisation, FaultLog log) {
        this.routes = Routes.of(stage);
        this.authorisation = authorisation;
        this.log = log;
    }

    /** @throws IOException if the event is no REST proxy event */
    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        var request = Request.read(event);
        var bytes = complete(answer(request), request).toBytes();
        out.write(
                bytes.length <= LARGEST
                        ? bytes
                        : complete(tooLarge(request), request).toBytes());
        out.flush();
    }

    /** With the headers that every reply has. */
    private static Reply complete(Reply answer, Request request) {
        var reply = answer.with("x-request-id", request.id());
        for (var header : EVERY_REPLY.entrySet()) {
            if (!reply.headers().containsKey(header.getKey())) {
                reply = reply.with(header.getKey(), header.getValue());
            }
        }
        return reply;
    }

    private static Reply tooLarge(Request request) {
        var detail = "the answer is larger than a function can send: ask for less, such as with a smaller limit";
        return Reply.problem(Problem.of(Status.BAD_REQUEST, detail, request));
    }

    private Reply answer(Request request) {
        try {
            var match = routes.match(request.method(), request.path());
            return switch (authorisation.decide(request.caller(), needed(match), reach(match))) {
                case Verdict.Unidentified _ -> unidentified(request);
                case Verdict.Forbidden forbidden -> forbidden(request, forbidden);
                case Verdict.Permitted permitted -> answer(request, match, permitted);
            };
        } catch (Refused e) {
            return e.reply(request);
        } catch (StoreException.Corrupt e) {
            log.record(request.id(), e);
            return Reply.problem(Problem.of(Status.INTERNAL_SERVER_ERROR, String.valueOf(e.getMessage()), request));
        } catch (StoreException e) {
            log.record(request.id(), e);
            var detail =
                    e instanceof StoreException.Unknown && !request.method().equals("GET")
                            ? "the configuration did not answer, and may have changed: read it before you try again"
                            : "the configuration cannot be reached: try again";
            return Reply.problem(Problem.of(Status.SERVICE_UNAVAILABLE, detail, request))
                    .with("retry-after", "1");
        } catch (RuntimeException e) {
            log.record(request.id(), e);
            return Reply.problem(Problem.of(
                    Status.INTERNAL_SERVER_ERROR, "a fault of the gateway's own: its log says more", request));
        }
    }

    /** What is not there is shown to nobody but those who may read what is. */
    private static Role needed(Match match) {
        return match instanceof Match.Found found ? found.route().role() : Role.VIEWER;
    }

    private static Reach reach(Match match) {
        return match instanceof Match.Found found ? found.route().reach() : Reach.ONE_SUBSCRIBER;
    }

    private static Reply answer(Request request, Match match, Verdict.Permitted permitted) {
        return switch (match) {
            case Match.Found(var route, var path) ->
                route.endpoint().answer(new Asked(request, path, permitted.identity(), permitted.scope()));
            case Match.OtherMethods(var allowed) -> {
                var methods = String.join(", ", allowed);
                var detail = "this path has no such method, only " + methods;
                yield Reply.problem(Problem.of(Status.METHOD_NOT_ALLOWED, detail, request))
                        .with("allow", methods);
            }
            case Match.Nothing _ ->
                Reply.problem(Problem.of(Status.NOT_FOUND, "there is no such path: see /openapi.yaml", request));
        };
    }

    private static Reply unidentified(Request request) {
        var detail = "who asks is not proven: sign the request, or send a token";
        return Reply.problem(Problem.of(Status.UNAUTHORIZED, detail, request)).with("www-authenticate", "Bearer");
    }

    private static Reply forbidden(Request request, Verdict.Forbidden forbidden) {
        var detail = "this needs the role %s, which %s does not have"
                .formatted(forbidden.needed().id(), forbidden.identity().name());
        return Reply.problem(Problem.of(Status.FORBIDDEN, detail, request));
    }
}
