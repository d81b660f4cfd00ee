package dev.tollgate.testkit.provider;

import java.util.List;

/** What OpenAI's APIs share. */
final class OpenAi {
    private OpenAi() {}

    /** Of the older APIs. */
    static List<UsageReport> reports() {
        return UsageReport.inJson("usage", "prompt_tokens", "completion_tokens", "total_tokens");
    }

    static RecordedReply overloaded() {
        return RecordedReply.json(503, """
                {"error":{"message":"That model is currently overloaded.","type":"server_error",\
                "param":null,"code":null}}""");
    }
}
