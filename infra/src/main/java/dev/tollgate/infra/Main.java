package dev.tollgate.infra;

import dev.tollgate.infra.settings.InvalidSettingsException;
import dev.tollgate.infra.stage.Zips;
import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;

/** Writes the templates, for the CDK's command in whose folder it runs. */
public final class Main {
    private Main() {}

    /** Takes no arguments: what is set stands in the context. */
    public static void main(String[] arguments) {
        try {
            var app = new App();
            Tollgate.addTo(app, Zips.under(Path.of("")), environment());
            app.synth();
        } catch (InvalidSettingsException | Zips.MissingException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Where the credentials lead that the CDK's command has found. */
    private static Environment environment() {
        return Environment.builder()
                .account(System.getenv("CDK_DEFAULT_ACCOUNT"))
                .region(System.getenv("CDK_DEFAULT_REGION"))
                .build();
    }
}
