package dev.tollgate.cli.commands;

import dev.tollgate.cli.api.Access;
import dev.tollgate.cli.api.AdminClient;
import dev.tollgate.cli.api.Signature;
import dev.tollgate.cli.objects.Sources;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where the API is and who asks, by options and environment. */
record Connection(Root root) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    AdminClient open() {
        var uri = uri();
        var access = access(uri);
        if (isExposed(uri)) {
            root.warn("warning: %s is not encrypted: others can read what is sent".formatted(uri));
        }
        return new AdminClient(uri, access);
    }

    /** Whether others can read on the way. */
    private static boolean isExposed(URI uri) {
        return uri.getScheme().equals("http") && !THIS_MACHINE.contains(uri.getHost());
    }

    /** Whether it is the local gateway that is administered. */
    boolean isLocal() {
        return given().isEmpty();
    }

    /** Where calls of the stage go: to what is given, else to the local gateway. */
    URI gateway(String given) {
        var text = first(given, variable("TOLLGATE_URL"));
        if (text.isEmpty() && !isLocal()) {
            throw root.wrong(
                    "--gateway or TOLLGATE_URL must say where the stage is called, such as https://abc.execute-api.eu-central-1.amazonaws.com/sandbox");
        }
        var uri = text.isEmpty() ? local("") : remote(text);
        if (isExposed(uri)) {
            throw root.wrong("a key is not sent over http:// to another machine: use https://");
        }
        return uri;
    }

    private URI uri() {
        return isLocal() ? local("/admin") : remote(given());
    }

    private String given() {
        return first(root.url, variable("TOLLGATE_ADMIN_URL"));
    }

    private URI local(String path) {
        var port = first(variable("TOLLGATE_PORT"), "8080");
        var stage = root.stage == null ? Root.Stage.sandbox : root.stage;
        return parsed("http://localhost:%s/%s%s".formatted(port, stage, path));
    }

    /** The URL says which stage it is; whoever says so as well is heard where they are wrong. */
    private URI remote(String text) {
        var uri = parsed(text);
        if (root.stage != null && !List.of(uri.getPath().split("/", -1)).contains(root.stage.name())) {
            throw root.wrong("--stage %s: the URL %s is that of another stage".formatted(root.stage, text));
        }
        return uri;
    }

    private URI parsed(String text) {
        try {
            var uri = new URI(text);
            var plain = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
            if (uri.getHost() != null && plain && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw root.wrong("not a URL: " + e.getReason());
        }
        throw root.wrong("the URL must be http:// or https://, a host and a path, without user, query and fragment");
    }

    private Access access(URI uri) {
        if (root.sign) {
            return signature(uri);
        }
        if (!root.tokenFile.isEmpty()) {
            return bearer(uri, Sources.text(root.tokenFile, root.surroundings.in()));
        }
        // A token of the environment is that of a local gateway: AWS is not told.
        return Signature.regionOf(uri).isPresent() ? signature(uri) : bearer(uri, variable("TOLLGATE_ADMIN_TOKEN"));
    }

    private Access signature(URI uri) {
        var region = Signature.regionOf(uri).orElse(first(variable("AWS_REGION"), variable("AWS_DEFAULT_REGION")));
        if (region.isEmpty()) {
            throw root.wrong("the region of %s is not known: set AWS_REGION".formatted(uri.getHost()));
        }
        return new Signature(root.surroundings.credentials().get(), region, root.surroundings.clock());
    }

    private Access bearer(URI uri, String text) {
        var token = text.strip();
        if (token.isEmpty()) {
            return Access.NONE;
        }
        if (!token.matches("[!-~]+")) {
            throw root.wrong("the token has characters that no token has");
        }
        if (isExposed(uri)) {
            throw root.wrong("a token is not sent over http:// to another machine: use https://");
        }
        return Access.bearer(token);
    }

    private String variable(String name) {
        return root.surroundings.variable(name);
    }

    private static String first(String... texts) {
        return Stream.of(texts).filter(text -> !text.isEmpty()).findFirst().orElse("");
    }
}
