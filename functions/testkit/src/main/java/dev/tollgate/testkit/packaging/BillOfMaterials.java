package dev.tollgate.testkit.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A bill of materials in CycloneDX's JSON, as its Maven plugin writes it: each component's fields in the same order and its
 * purl last. It is read by patterns, so that the testkit needs no JSON library.
 */
record BillOfMaterials(List<Component> components) {
    private static final Pattern COMPONENT = Pattern.compile(
            "\"bom-ref\" : \"pkg:maven/[^\"]+\",(?<fields>.*?)\"purl\" : \"pkg:maven/[^/]+/(?<jar>[^?\"]+)",
            Pattern.DOTALL);
    private static final Pattern LICENCE = Pattern.compile("\"license\" : \\{\\s*\"(?:id|name)\" : \"([^\"]+)\"");

    /**
     * A jar that ships.
     *
     * @param jar its file's name in {@code lib}
     * @param licences their SPDX ids, or the names that its authors gave them
     */
    record Component(String jar, List<String> licences) {}

    static BillOfMaterials read(Path file) throws IOException {
        var json = Files.readString(file);
        var listed = json.substring(json.indexOf("\n  \"components\" :"), json.indexOf("\n  \"dependencies\" :"));
        return new BillOfMaterials(COMPONENT
                .matcher(listed)
                .results()
                .map(found -> new Component(
                        found.group("jar").replace('@', '-') + ".jar",
                        LICENCE.matcher(found.group("fields"))
                                .results()
                                .map(licence -> licence.group(1))
                                .toList()))
                .toList());
    }
}
