package dev.tollgate.cli.commands;

import dev.tollgate.cli.api.Json;
import dev.tollgate.cli.objects.Inventory;
import dev.tollgate.cli.objects.Manifest;
import dev.tollgate.cli.objects.ManifestException;
import dev.tollgate.cli.objects.Yaml;
import dev.tollgate.cli.output.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code export}: all that is configured, always in the same bytes. */
@Command(
        name = "export",
        description = "Prints all price tables, policies, backends and subscriptions as YAML, a document for each."
                + " Keys and credentials are not among them.")
final class Export implements Callable<Integer> {
    @Option(names = "-f", paramLabel = "FILE", description = "Write it to this file.")
    String file = "";

    private final Root root;

    Export(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        var inventory = Inventory.read(root.client());
        var documents = inventory.objects().values().stream()
                .map(stored -> Manifest.document(stored.object()))
                .toList();
        var text = root.format == Format.json
                ? Json.pretty(Json.array().addAll(documents)) + "\n"
                : documents.stream().map(Yaml::write).collect(Collectors.joining());
        if (file.isEmpty()) {
            root.print(text);
        } else {
            write(text);
            root.remark("%,d objects in %s".formatted(documents.size(), file));
        }
        inventory.unreadable().forEach(fault -> root.warn("error: not exported: " + fault));
        return inventory.unreadable().isEmpty() ? Tool.DONE : Tool.REFUSED;
    }

    private void write(String text) {
        try {
            Files.writeString(Path.of(file), text);
        } catch (IOException e) {
            throw new ManifestException("%s cannot be written: %s".formatted(file, e.getMessage()));
        }
    }
}
