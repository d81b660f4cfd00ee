package dev.tollgate.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.cli.api.Json;
import dev.tollgate.cli.objects.Yaml;
import java.util.function.Function;

/** How results are printed. Lower case, as they are given on the command line. */
public enum Format {
    /** For people. */
    table,
    /** What the API sent, in lines. */
    json,
    /** The same. */
    yaml;

    /** A result in this form, its last line ended. */
    public String of(JsonNode result, Function<JsonNode, Object> asTable) {
        return switch (this) {
            case table -> asTable.apply(result).toString();
            case json -> Json.pretty(result) + "\n";
            case yaml -> Yaml.write(result);
        };
    }
}
