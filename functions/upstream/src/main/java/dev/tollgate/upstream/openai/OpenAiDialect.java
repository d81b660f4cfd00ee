package dev.tollgate.upstream.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.core.Redacted;
import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.CompletionDefault;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.ErrorReply;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.ParsedCall;
import dev.tollgate.upstream.Route;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.json.JsonBody;
import dev.tollgate.upstream.json.MalformedJsonException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * OpenAI's API, and that of the servers that speak it too.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference">the API reference</a>
 */
public final class OpenAiDialect implements Dialect {
    private static final Route CHAT = new Route("POST", "/v1/chat/completions", Route.Kind.INFERENCE);
    private static final Route MODELS = new Route("GET", "/v1/models", Route.Kind.NO_INFERENCE);

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Typical of English, the JSON around it included. */
    private static final int BYTES_A_TOKEN = 4;

    private final String id;
    private final String maximumField;

    private OpenAiDialect(String id, String maximumField) {
        this.id = id;
        this.maximumField = maximumField;
    }

    /** {@code openai}: OpenAI itself, whose newer models take {@code max_completion_tokens} alone. */
    public static OpenAiDialect openAi() {
        return new OpenAiDialect("openai", ChatRequest.MAX_COMPLETION_TOKENS);
    }

    /** {@code openai-compatible}: servers such as vLLM, Ollama or Mistral's, of which all obey {@code max_tokens}. */
    public static OpenAiDialect compatible() {
        return new OpenAiDialect("openai-compatible", ChatRequest.MAX_TOKENS);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<Route> routes() {
        return List.of(CHAT, MODELS);
    }

    @Override
    public ParsedCall parse(Route route, byte[] body, CompletionDefault completionDefault) {
        if (route.kind() == Route.Kind.NO_INFERENCE) {
            return new ParsedCall.Valid(new ModelCall(route, "", false, false, 0, Estimate.NO_TOKENS, new byte[0]));
        }
        try {
            var chat = JsonBody.parse(body);
            return ChatRequestCheck.fault(chat)
                    .<ParsedCall>map(ParsedCall.Invalid::new)
                    .orElseGet(() ->
                            new ParsedCall.Valid(new ChatRequest(chat, maximumField).call(route, completionDefault)));
        } catch (MalformedJsonException e) {
            return new ParsedCall.Invalid(new Fault(Fault.Kind.BAD_REQUEST, e.reason()));
        }
    }

    @Override
    public Optional<Usage> usageOf(byte[] reply) {
        return OpenAiUsage.find(reply);
    }

    @Override
    public long typicalCompletion(byte[] reply) {
        return Math.ceilDiv(reply.length, BYTES_A_TOKEN);
    }

    @Override
    public ModelCall lowered(ModelCall call, Estimate estimate) {
        try {
            return new ChatRequest(JsonBody.parse(call.body()), maximumField).lowered(call, estimate);
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("it was read before", e);
        }
    }

    @Override
    public StreamMeter meter(ModelCall call) {
        return new ChatStreamMeter(call.usageAsked());
    }

    @Override
    public Map.Entry<String, String> authorization(Redacted credential) {
        return Map.entry("authorization", "Bearer " + credential.reveal());
    }

    @Override
    public Set<String> requestHeaders() {
        return Set.of("accept", "openai-beta");
    }

    @Override
    public Set<String> responseHeaders() {
        return Set.of("content-type", "openai-processing-ms", "openai-version", "retry-after", "retry-after-ms");
    }

    @Override
    public Map<String, String> rateLimitHeaders(List<QuotaState> quotas, Instant now) {
        return OpenAiHeaders.of(quotas, now);
    }

    @Override
    public ErrorReply refusal(Refusal refusal, Instant now) {
        return new ErrorReply(429, json(OpenAiError.of(refusal, now)).getBytes(UTF_8));
    }

    @Override
    public ErrorReply error(Fault fault) {
        return new ErrorReply(fault.kind().status(), json(OpenAiError.of(fault)).getBytes(UTF_8));
    }

    @Override
    public byte[] streamError(Fault fault) {
        return ("data: " + json(OpenAiError.of(fault)) + "\n\n").getBytes(UTF_8);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts can be written", e);
        }
    }
}
