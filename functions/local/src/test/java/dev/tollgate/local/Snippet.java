package dev.tollgate.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A piece of code in a document.
 *
 * @param name the document and the line
 * @param language as Markdown has it; {@code bash} for a call of curl without one
 */
record Snippet(String name, String language, String code) {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).resolve("../..");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    /** All of a document's, in whatever language. */
    static Stream<Snippet> of(String document) throws IOException {
        var text = Files.readString(ROOT.resolve(document));
        return BLOCK.matcher(text).results().map(block -> {
            var line = text.substring(0, block.start()).lines().count() + 1;
            var code = block.group(2);
            return new Snippet(document + ":" + line, code.startsWith("curl ") ? "bash" : block.group(1), code);
        });
    }

    /** The same, called at another address than the documented one. */
    Snippet at(String uri) {
        return new Snippet(name, language, code.replace("http://localhost:8080", uri));
    }

    @Override
    public String toString() {
        return name + " " + language;
    }
}
