package dev.tollgate.cli.commands;

import dev.tollgate.cli.api.AdminProblem;
import dev.tollgate.cli.api.Call;
import dev.tollgate.cli.objects.Kind;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writing one object. What is there is replaced only if it is what was read just before, or what {@code --if-match} says. */
final class ObjectWrites {
    private static final int NOT_FOUND = 404;

    private ObjectWrites() {}

    /** What the commands have in common. */
    abstract static class Write implements Runnable {
        final Root root;
        final Kind kind;

        @Mixin
        final Writing writing;

        Write(Root root, Kind kind) {
            this.root = root;
            this.kind = kind;
            this.writing = new Writing(root);
        }
    }

    /** Writes only what is still as it was read. */
    abstract static class Conditional extends Write {
        @Option(names = "--if-match", paramLabel = "ETAG", description = "Only if this is still its etag.")
        String ifMatch = "";

        Conditional(Root root, Kind kind) {
            super(root, kind);
        }

        /** What {@code --if-match} says, or the tag of the object as it is; empty if there is none. */
        Optional<String> current(String id) {
            return ifMatch.isEmpty() ? etag(id) : Optional.of(tag(ifMatch));
        }

        /** The tag of the object as it is, empty if there is none. */
        private Optional<String> etag(String id) {
            try {
                return root.send(Call.of("GET", kind.path(), id)).etag();
            } catch (AdminProblem e) {
                if (e.status() == NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        }

        /** As a header has it: its quotes may be left out. */
        private static String tag(String given) {
            return given.matches("[0-9a-f-]+") ? '"' + given + '"' : given;
        }
    }

    @Command(name = "create", description = "Creates one that is not there yet.")
    static final class Create extends Write {
        @Option(
                names = "-f",
                required = true,
                paramLabel = "FILE",
                description = "The object, YAML or JSON; - for the input.")
        String file = "";

        @Option(
                names = "--idempotency-key",
                paramLabel = "KEY",
                description = "To send it again safely. Default: random.")
        String key = "";

        Create(Root root, Kind kind) {
            super(root, kind);
        }

        @Override
        public void run() {
            var body = ObjectFile.read(kind, file, root.surroundings.in());
            var call = Call.of("POST", kind.path())
                    .body(body)
                    .header("idempotency-key", key.isEmpty() ? UUID.randomUUID().toString() : key);
            Objects.print(root, writing.send(call).body());
        }
    }

    @Command(name = "put", description = "Replaces one, or creates it.")
    static final class Put extends Conditional {
        @Parameters(
                arity = "0..1",
                paramLabel = "ID",
                converter = Id.class,
                description = "Which one. Default: that of the file.")
        String id = "";

        @Option(
                names = "-f",
                required = true,
                paramLabel = "FILE",
                description = "The object, YAML or JSON; - for the input.")
        String file = "";

        Put(Root root, Kind kind) {
            super(root, kind);
        }

        @Override
        public void run() {
            var body = ObjectFile.read(kind, file, root.surroundings.in());
            if (id.isEmpty()) {
                id = body.path("id").asText();
            } else if (!body.has("id")) {
                body.put("id", id);
            }
            if (id.isEmpty()) {
                throw root.wrong("the object has no id: give it on the command line or in the file");
            }
            var current = current(id);
            var call = Call.of("PUT", kind.path(), id).body(body);
            Objects.print(
                    root,
                    writing.send(current.map(tag -> call.header("if-match", tag))
                                    .orElseGet(() -> call.header("if-none-match", "*")))
                            .body());
        }
    }

    @Command(name = "patch", description = "Changes some fields: a JSON merge patch, null takes a field away.")
    static final class Patch extends Conditional {
        @Parameters(paramLabel = "ID", converter = Id.class, description = "Which one.")
        String id = "";

        @Option(
                names = "-f",
                required = true,
                paramLabel = "FILE",
                description = "The fields, YAML or JSON; - for the input.")
        String file = "";

        Patch(Root root, Kind kind) {
            super(root, kind);
        }

        @Override
        public void run() {
            var body = ObjectFile.read(kind, file, root.surroundings.in());
            var current = current(id);
            var call = Call.of("PATCH", kind.path(), id)
                    .body(body)
                    .header("content-type", "application/merge-patch+json")
                    .header("if-match", current.orElse("*"));
            Objects.print(root, writing.send(call).body());
        }
    }

    @Command(name = "delete", description = "Deletes one that nothing refers to.")
    static final class Delete extends Conditional {
        @Parameters(paramLabel = "ID", converter = Id.class, description = "Which one.")
        String id = "";

        @Option(
                names = {"-y", "--yes"},
                description = "Do not ask.")
        boolean yes;

        Delete(Root root, Kind kind) {
            super(root, kind);
        }

        @Override
        public void run() {
            var current = current(id);
            root.confirm("Delete %s %s?".formatted(kind.noun(), id), yes || writing.dryRun);
            writing.send(Call.of("DELETE", kind.path(), id).header("if-match", current.orElse("*")));
            if (!writing.dryRun) {
                root.remark("deleted");
            }
        }
    }
}
