package dev.tollgate.cli.objects;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Refuses aliases, which the parser would silently take for texts. */
final class NoAliases extends JsonParserDelegate {
    NoAliases(JsonParser parser) {
        super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        var token = super.nextToken();
        if (((YAMLParser) delegate).isCurrentAlias()) {
            throw new JsonParseException(this, "aliases are not understood: write the value out");
        }
        return token;
    }

    // The tree reader asks for names this way; the delegate's own would pass by.
    @Override
    public @Nullable String nextFieldName() throws IOException {
        return nextToken() == JsonToken.FIELD_NAME ? currentName() : null;
    }
}
