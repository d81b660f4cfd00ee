package dev.tollgate.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.cli.api.Call;
import dev.tollgate.cli.objects.Kind;
import dev.tollgate.cli.output.Fields;
import dev.tollgate.cli.output.ObjectTables;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code policies}, {@code backends}, {@code subscriptions} and {@code prices}: the same commands for each. */
final class Objects {
    private Objects() {}

    static CommandLine of(Root root, Kind kind) {
        return Group.of(
                kind.path(),
                "Reads and writes %s.".formatted(kind == Kind.PRICES ? "price tables" : kind.path()),
                list(root, kind),
                new Get(root, kind),
                new ObjectWrites.Create(root, kind),
                new ObjectWrites.Put(root, kind),
                new ObjectWrites.Patch(root, kind),
                new ObjectWrites.Delete(root, kind));
    }

    private static CommandLine list(Root root, Kind kind) {
        var list = new List(root, kind);
        var line = new CommandLine(list);
        kind.filters()
                .forEach(filter -> line.getCommandSpec()
                        .addOption(OptionSpec.builder("--" + kebab(filter))
                                .type(String.class)
                                .paramLabel("VALUE")
                                .description("Those with this " + filter + ".")
                                .setter(new CommandLine.Model.ISetter() {
                                    @Override
                                    public <T> T set(T value) {
                                        if (value != null) {
                                            list.filters.put(filter, value.toString());
                                        }
                                        return value;
                                    }
                                })
                                .build()));
        return line;
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Prints one object, of which the API sent all fields. */
    static void print(Root root, JsonNode object) {
        root.print(object, Fields::table);
    }

    @Command(name = "list", description = "Lists them in the order of ids.")
    static final class List implements Runnable {
        @Option(names = "--limit", paramLabel = "N", description = "The first ones alone. Default: all.")
        int limit = Integer.MAX_VALUE;

        final Map<String, String> filters = new LinkedHashMap<>();
        private final Root root;
        private final Kind kind;

        List(Root root, Kind kind) {
            this.root = root;
            this.kind = kind;
        }

        @Override
        public void run() {
            if (limit < 1) {
                throw root.wrong("--limit is 1 at least");
            }
            var call = Call.of("GET", kind.path());
            for (var filter : filters.entrySet()) {
                call = call.query(filter.getKey(), filter.getValue());
            }
            root.print(root.list(call, limit), items -> ObjectTables.of(kind, items));
        }
    }

    @Command(name = "get", description = "Shows one, all of it.")
    static final class Get implements Runnable {
        @Parameters(paramLabel = "ID", converter = Id.class, description = "Which one.")
        String id = "";

        private final Root root;
        private final Kind kind;

        Get(Root root, Kind kind) {
            this.root = root;
            this.kind = kind;
        }

        @Override
        public void run() {
            print(root, root.send(Call.of("GET", kind.path(), id)).body());
        }
    }
}
