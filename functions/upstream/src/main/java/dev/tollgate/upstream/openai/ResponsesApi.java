package dev.tollgate.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.json.FieldChecks;
import dev.tollgate.upstream.json.JsonBody;
import dev.tollgate.upstream.prompt.PromptPart;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Responses, whose input is a text or an array of items. */
record ResponsesApi() implements GenerationApi {
    private static final String INPUT = "input";
    private static final String PROMPT = "prompt";

    /** Items that hold all they mean. What is encrypted is no shorter than its text. */
    private static final Set<String> WHOLE = Set.of(
            "function_call",
            "custom_tool_call",
            "computer_call",
            "local_shell_call",
            "local_shell_call_output",
            "shell_call",
            "shell_call_output",
            "apply_patch_call",
            "apply_patch_call_output",
            "mcp_list_tools",
            "mcp_approval_request",
            "mcp_approval_response",
            "mcp_call",
            "tool_search_call",
            "configuration_update");

    @Override
    public List<String> metered() {
        return List.of(INPUT, PROMPT);
    }

    @Override
    public Stream<Optional<Fault>> faults(FieldChecks fields) {
        return Stream.of(PlainTexts.fault(fields.body(), INPUT), fields.object(PROMPT));
    }

    @Override
    public List<String> obeyed() {
        return List.of("max_output_tokens");
    }

    @Override
    public PromptContent prompt(JsonBody body) {
        var tally = new PromptTally();
        body.get(INPUT).forEach(item -> addItem(item, tally));
        var stored = body.get(PROMPT);
        if (stored.isObject()) {
            tally.unseen(PROMPT, "a stored prompt by its id");
            stored.path("variables").forEach(variable -> ContentParts.add(PROMPT, variable, tally));
        }
        ProviderAdditions.add(body, tally);
        return tally.content();
    }

    private static void addItem(JsonNode item, PromptTally tally) {
        if (item.isTextual()) {
            return;
        }
        var type = item.path("type").asText(item.has("role") ? "message" : "item_reference");
        switch (type) {
            case "message" -> ContentParts.add(INPUT, item.path("content"), tally);
            case "function_call_output", "custom_tool_call_output", "computer_call_output" ->
                ContentParts.add(INPUT, item.path("output"), tally);
            case "additional_tools", "tool_search_output" ->
                ProviderAdditions.addTools(INPUT, item.path(ProviderAdditions.TOOLS), tally);
            case "reasoning", "compaction" -> {
                if (!holdsItsThoughts(item)) {
                    tally.unseen(INPUT, "the reasoning of an earlier response by its id");
                }
            }
            default -> {
                if (!WHOLE.contains(type)) {
                    tally.unseen(INPUT, "an item of type " + PromptPart.quoted(type));
                }
            }
        }
    }

    /** Where it does not, the provider takes them from what it stored, whatever else the item says. */
    private static boolean holdsItsThoughts(JsonNode item) {
        return item.path("encrypted_content").isTextual() || !item.hasNonNull("id");
    }

    @Override
    public long prompts(JsonBody body) {
        return 1;
    }

    @Override
    public boolean reportsUsageOnDemand() {
        return false;
    }

    @Override
    public Metering metering(long completions, boolean usageAsked) {
        return new ResponsesMetering();
    }
}
