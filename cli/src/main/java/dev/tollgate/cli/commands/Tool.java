package dev.tollgate.cli.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.cli.api.AdminProblem;
import dev.tollgate.cli.api.NoCredentialsException;
import dev.tollgate.cli.api.UnreachableException;
import dev.tollgate.cli.objects.Kind;
import dev.tollgate.cli.objects.ManifestException;
import dev.tollgate.cli.output.Plain;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands together. */
public final class Tool {
    /** Done; for {@code diff}: nothing differs. */
    static final int DONE = 0;
    /** The API refuses; for {@code diff}: something differs; for {@code smoke}: a step failed. */
    static final int REFUSED = 1;
    /** The command line or a file is wrong. */
    static final int WRONG_USAGE = 2;
    /** The API does not answer. */
    static final int UNREACHABLE = 3;

    private static final int UNAUTHORIZED = 401;

    private Tool() {}

    /** Runs a command line to its end and gives its exit code. */
    public static int run(Surroundings surroundings, String... arguments) {
        var root = new Root(surroundings);
        var line = new CommandLine(root);
        for (var kind : new Kind[] {Kind.POLICIES, Kind.BACKENDS, Kind.SUBSCRIPTIONS, Kind.PRICES}) {
            line.addSubcommand(Objects.of(root, kind));
        }
        line.addSubcommand(Keys.of(root))
                .addSubcommand(Credentials.of(root))
                .addSubcommand(Usage.of(root))
                .addSubcommand(new Audit(root))
                .addSubcommand(new Explain(root))
                .addSubcommand(new Export(root))
                .addSubcommand(new Diff(root))
                .addSubcommand(new Apply(root))
                .addSubcommand(new Smoke(root));
        withHelp(line);
        return line.setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOut(writer(surroundings.out()))
                .setErr(writer(surroundings.err()))
                .setParameterExceptionHandler((fault, given) -> wrongUsage(fault))
                .setExecutionExceptionHandler((fault, command, parsed) -> failed(fault, surroundings))
                .execute(arguments);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, UTF_8);
    }

    private static void withHelp(CommandLine line) {
        line.getCommandSpec()
                .addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Say what there is, and do nothing.")
                        .build());
        line.getSubcommands().values().forEach(Tool::withHelp);
    }

    /** Does not repeat what was given: it may be a secret in the wrong place. */
    private static int wrongUsage(ParameterException fault) {
        var line = fault.getCommandLine();
        var message = fault instanceof UnmatchedArgumentException unmatched ? unmatched(unmatched) : fault.getMessage();
        line.getErr().println("error: " + Plain.lines(String.valueOf(message)));
        line.getErr().println("try: " + line.getCommandSpec().qualifiedName() + " --help");
        return WRONG_USAGE;
    }

    private static String unmatched(UnmatchedArgumentException fault) {
        var options = fault.getUnmatched().stream()
                .filter(text -> text.startsWith("-"))
                .map(text -> text.split("=", 2)[0])
                .collect(Collectors.joining(", "));
        return options.isEmpty()
                ? "%d argument(s) too many".formatted(fault.getUnmatched().size())
                : "no such option: " + options;
    }

    private static int failed(Exception fault, Surroundings surroundings) {
        var message = String.valueOf(fault.getMessage());
        int code;
        if (fault instanceof AdminProblem problem) {
            code = REFUSED;
            if (problem.status() == UNAUTHORIZED) {
                message += "\n  set TOLLGATE_ADMIN_TOKEN or --token-file; for AWS, see --sign";
            }
        } else if (fault instanceof UnreachableException) {
            code = UNREACHABLE;
        } else if (fault instanceof ManifestException || fault instanceof NoCredentialsException) {
            code = WRONG_USAGE;
        } else {
            code = REFUSED;
            message = fault.getClass().getSimpleName() + ": " + message;
        }
        surroundings.err().println("error: " + Plain.lines(message));
        return code;
    }
}
