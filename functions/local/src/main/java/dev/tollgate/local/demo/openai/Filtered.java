package dev.tollgate.local.demo.openai;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import dev.tollgate.local.demo.serving.Answer;
import dev.tollgate.local.demo.serving.Endpoint;
import dev.tollgate.local.demo.serving.Form;
import dev.tollgate.local.demo.serving.Part;
import dev.tollgate.local.demo.serving.Reading;
import dev.tollgate.local.demo.serving.Request;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Completions behind Azure's content filter: a stream begins with a chunk without choices, which says that the prompt may
 * pass.
 */
record Filtered(Endpoint endpoint) implements Endpoint {
    @Override
    public Reading read(Request request) {
        return switch (endpoint.read(request)) {
            case Reading.Generate(var ask, Form.Streamed(var parts, var framing)) ->
                new Reading.Generate(ask, new Form.Streamed(filtered(parts), framing));
            case Reading other -> other;
        };
    }

    private static Function<Answer, List<Part>> filtered(Function<Answer, List<Part>> parts) {
        return answer -> Stream.concat(Stream.of(verdict()), parts.apply(answer).stream())
                .toList();
    }

    private static Part verdict() {
        var chunk = instance.objectNode()
                .put("id", "")
                .put("object", "")
                .put("created", 0)
                .put("model", "");
        chunk.putArray("choices");
        var results = chunk.putArray("prompt_filter_results")
                .addObject()
                .put("prompt_index", 0)
                .putObject("content_filter_results");
        for (var category : List.of("hate", "self_harm", "sexual", "violence")) {
            results.putObject(category).put("filtered", false).put("severity", "safe");
        }
        return new Part("", chunk, 0);
    }
}
