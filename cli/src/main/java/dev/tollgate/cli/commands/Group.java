package dev.tollgate.cli.commands;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A name before other commands, nothing by itself. */
@Command(synopsisSubcommandLabel = "COMMAND")
final class Group implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    /** Commands under a name. */
    static CommandLine of(String name, String description, Object... commands) {
        var group = new CommandLine(new Group()).setCommandName(name);
        group.getCommandSpec().usageMessage().description(description);
        for (var command : commands) {
            group.addSubcommand(command);
        }
        return group;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s needs a command: %s"
                            .formatted(
                                    spec.name(),
                                    String.join(", ", spec.subcommands().keySet())));
        }
    }
}
