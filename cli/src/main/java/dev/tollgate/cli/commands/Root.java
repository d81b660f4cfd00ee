package dev.tollgate.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tollgate.cli.api.AdminClient;
import dev.tollgate.cli.api.Answer;
import dev.tollgate.cli.api.Call;
import dev.tollgate.cli.api.Json;
import dev.tollgate.cli.output.Format;
import dev.tollgate.cli.output.Plain;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The tool itself: the options that every command has, and what all commands need. */
@Command(
        name = "tollgate",
        description = "Administers a Tollgate over its admin API.",
        footer = {
            "",
            "The token is read from the file of --token-file or from TOLLGATE_ADMIN_TOKEN. It is no option:",
            "the list of processes would show it. Calls to API Gateway are signed with AWS credentials.",
            "",
            "Exit codes: 0 done, 2 wrong usage, 3 no answer,",
            "1 refused (diff: something differs; smoke: a step failed)."
        })
final class Root {
    private static final int LARGEST_PAGE = 100;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Where the admin API is. Default: TOLLGATE_ADMIN_URL, else the local gateway.")
    String url = "";

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            scope = ScopeType.INHERIT,
            description =
                    "The stage: ${COMPLETION-CANDIDATES}. The local gateway's where there is no URL, by default sandbox; beside a"
                            + " URL it must be the URL's own.")
    @Nullable
    Stage stage;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The file that has the token. Default: the token in TOLLGATE_ADMIN_TOKEN.")
    String tokenFile = "";

    @Option(
            names = "--sign",
            scope = ScopeType.INHERIT,
            description = "Sign calls with AWS credentials, for API Gateway behind a domain of your own.")
    boolean sign;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "How results are printed: ${COMPLETION-CANDIDATES}. Default: table.")
    Format format = Format.table;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "No remarks and no progress: errors alone.")
    boolean quiet;

    final Surroundings surroundings;
    private @Nullable AdminClient client;

    Root(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The two stages of a local gateway. */
    enum Stage {
        /** To try. */
        sandbox,
        /** For good. */
        production
    }

    /** Takes a token from nobody: it only says where it belongs. */
    @SuppressWarnings("DoNotCallSuggester") // Picocli calls it.
    @Option(names = "--token", hidden = true, scope = ScopeType.INHERIT)
    void token(String ignored) {
        throw wrong(
                "the token is no option, the list of processes would show it: use --token-file or TOLLGATE_ADMIN_TOKEN");
    }

    /** The API, found and opened by the options. */
    AdminClient client() {
        if (client == null) {
            client = new Connection(this).open();
        }
        return client;
    }

    Answer send(Call call) {
        return client().send(call);
    }

    /** The options that lead another command to the same API. */
    String where() {
        var options = new StringBuilder();
        if (stage != null) {
            options.append(" --stage ").append(stage);
        }
        if (!url.isEmpty()) {
            options.append(" --url ").append(url);
        }
        if (!tokenFile.isEmpty()) {
            options.append(" --token-file ").append(tokenFile);
        }
        return options.append(sign ? " --sign" : "").toString();
    }

    /** Items of a list, the first ones up to a number. Objects that nobody can read are named in remarks. */
    ArrayNode list(Call call, int most) {
        var items = Json.array();
        var first = most < LARGEST_PAGE ? call.query("limit", String.valueOf(most)) : call;
        client().pages(first, page -> {
            for (var item : page.path("items")) {
                if (items.size() < most) {
                    items.add(item);
                }
            }
            page.path("unreadable")
                    .forEach(bad -> warn(bad.path("id").asText() + " cannot be read: "
                            + bad.path("detail").asText()));
            return items.size() < most;
        });
        return items;
    }

    /** Prints a result in the form that is wanted. */
    void print(JsonNode result, Function<JsonNode, Object> table) {
        print(format.of(result, table));
    }

    void print(String text) {
        surroundings.out().print(text);
        surroundings.out().flush();
    }

    /** Tells something that is no result. */
    void remark(String text) {
        if (!quiet) {
            warn(text);
        }
    }

    void warn(String text) {
        surroundings.err().println(Plain.lines(text));
    }

    /** Asks before something that cannot be undone. */
    void confirm(String question, boolean yes) {
        if (!yes) {
            var reply = surroundings.terminal().ask(question + " [y/N] ");
            if (!reply.orElseThrow(() -> wrong("nobody can be asked here: add --yes"))
                    .strip()
                    .equalsIgnoreCase("y")) {
                throw wrong("nothing was changed");
            }
        }
    }

    /** Of options that do not fit. */
    ParameterException wrong(String message) {
        return new ParameterException(Optional.ofNullable(spec).orElseThrow().commandLine(), message);
    }
}
