package dev.tollgate.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.json.JsonBody;
import dev.tollgate.upstream.prompt.PromptPart;
import java.util.List;
import java.util.Set;

/** What lets a provider add to a prompt by itself: tools that it runs or describes, and options of several servers. */
final class ProviderAdditions {
    static final String TOOLS = "tools";

    /** Described in the body alone and run by the caller. */
    private static final Set<String> CALLERS_TOOLS = Set.of("function", "custom");

    private static final List<Option> OPTIONS = List.of(
            new Option("web_search_options", "a web search"),
            new Option("search_parameters", "a web search"), // xAI
            new Option("enable_search", "a web search"), // Qwen
            new Option("plugins", "tools that the provider runs"), // OpenRouter
            new Option("compound_custom", "tools that the provider runs"), // Groq
            new Option("data_sources", "a search in data sources"), // Azure
            new Option("dataSources", "a search in data sources"), // Azure, its first versions
            new Option("chat_template", "a template that unfolds on the server"), // vLLM
            new Option("mm_processor_kwargs", "options that change what an image costs"), // vLLM
            new Option("media_io_kwargs", "options that change what an image costs"), // vLLM
            new Option("previous_response_id", "an earlier response by its id"),
            new Option("conversation", "a conversation by its id"),
            new Option("context_management", "a compaction that the provider runs"),
            new Option("multi_agent", "agents that the provider runs"));

    private record Option(String field, String what) {}

    private ProviderAdditions() {}

    /** The names of the fields. */
    static List<String> fields() {
        return OPTIONS.stream().map(Option::field).toList();
    }

    /** Adds what a body has of them to its prompt. */
    static void add(JsonBody body, PromptTally tally) {
        addTools(TOOLS, body.get(TOOLS), tally);
        OPTIONS.stream()
                .filter(option -> isOn(body.get(option.field())))
                .forEach(option -> tally.unseen(option.field(), option.what()));
    }

    /** Tools that this top-level field has. */
    static void addTools(String field, JsonNode tools, PromptTally tally) {
        for (var tool : tools) {
            var type = tool.path("type").asText(tool.has("function") ? "function" : "");
            if (type.equals("namespace")) {
                addTools(field, tool.path(TOOLS), tally);
            } else if (!CALLERS_TOOLS.contains(type)) {
                tally.unseen(
                        field,
                        "a tool of type %s that the provider runs or describes".formatted(PromptPart.quoted(type)));
            }
        }
    }

    private static boolean isOn(JsonNode option) {
        var isOff = option.isMissingNode()
                || (option.isBoolean() && !option.asBoolean())
                || (option.isArray() && option.isEmpty());
        return !isOff;
    }
}
