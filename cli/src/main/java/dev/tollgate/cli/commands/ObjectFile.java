package dev.tollgate.cli.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.objects.Kind;
import dev.tollgate.cli.objects.Manifest;
import dev.tollgate.cli.objects.ManifestException;
import dev.tollgate.cli.objects.Sources;
import dev.tollgate.cli.objects.Yaml;
import java.io.InputStream;

/** One object in a file, JSON or YAML: as the API takes it, or as it is exported. */
final class ObjectFile {
    private ObjectFile() {}

    /** The form in which the API takes it. */
    static ObjectNode read(Kind kind, String name, InputStream input) {
        var text = Sources.text(name, input);
        var document = Yaml.read(name, text);
        if (!(document instanceof ObjectNode object)) {
            throw new ManifestException(name + " must have the fields of an object");
        }
        if (!object.has("apiVersion")) {
            return object;
        }
        var manifest = new Manifest();
        manifest.read(name, text);
        var only = manifest.objects().get(0);
        if (only.ref().kind() != kind) {
            throw new ManifestException(
                    "%s has a %s".formatted(name, only.ref().kind().noun()));
        }
        return only.body();
    }
}
