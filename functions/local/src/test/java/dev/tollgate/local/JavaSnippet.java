package dev.tollgate.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/** Compiles and runs imports and statements on the class path of the tests, in this process. */
final class JavaSnippet {
    private JavaSnippet() {}

    /** What the code prints. Its process has another environment than it expects, so the key is put into it. */
    static String run(String code, String key, Path folder) throws Exception {
        var source = folder.resolve("Snippet.java");
        Files.writeString(source, """
                %s
                public class Snippet {
                    public static void main(String[] arguments) throws Exception {
                %s
                    }
                }
                """.formatted(lines(code, true), lines(code, false))
                .replace("System.getenv(\"TOLLGATE_KEY\")", "\"" + key + "\""));
        compile(source, folder);
        var printed = new ByteArrayOutputStream();
        var before = System.out;
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, UTF_8));
            var main = loader.loadClass("Snippet").getMethod("main", String[].class);
            main.invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return printed.toString(UTF_8);
    }

    private static String lines(String code, boolean imports) {
        return code.lines()
                .filter(line -> line.startsWith("import ") == imports)
                .collect(joining("\n"));
    }

    private static void compile(Path source, Path folder) throws Exception {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var complaints = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
            var task = compiler.getTask(
                    complaints,
                    files,
                    null,
                    List.of("-proc:none", "-d", folder.toString()),
                    null,
                    files.getJavaFileObjects(source));
            if (!task.call()) {
                throw new IllegalArgumentException(complaints.toString());
            }
        }
    }
}
