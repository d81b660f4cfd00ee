package dev.tollgate.infra;

import dev.tollgate.infra.settings.InvalidSettingsException;
import dev.tollgate.infra.settings.StageSettings;
import dev.tollgate.infra.stage.TollgateStage;
import dev.tollgate.infra.stage.Zips;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;

/** Both stages, as the context of an app wants them. */
public final class Tollgate {
    private Tollgate() {}

    /**
     * Adds them to an app.
     *
     * @param environment the account and region of both
     * @throws InvalidSettingsException with all that is wrong with the settings
     */
    public static void addTo(App app, Zips zips, Environment environment) {
        for (var settings : StageSettings.ofBoth(context(app))) {
            new TollgateStage(app, settings, zips, environment);
        }
    }

    /** All values as texts: in a file, numbers and flags may stand without quotes. */
    private static Map<String, String> context(App app) {
        var texts = new TreeMap<String, String>();
        ((Map<?, ?>) app.getNode().getAllContext())
                .forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
        return texts;
    }
}
