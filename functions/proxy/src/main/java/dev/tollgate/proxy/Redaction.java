package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.upstream.Credential;
import java.util.regex.Pattern;

/**
 * Takes out of a provider's error what is the gateway's own business: its credential, also shortened as providers quote it,
 * and the ids of its organisation, project or account. The rest is the provider's word to its caller, and stays.
 */
final class Redaction {
    private static final String REPLACEMENT = "[redacted]";
    private static final String UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private static final Pattern PRIVATE = Pattern.compile(String.join(
            "|",
            // OpenAI's and Anthropic's keys, and how OpenAI quotes one: sk-pro***abcd
            "\\b(?:sk|rk|pk)-(?:[A-Za-z0-9_-]{16,}|[A-Za-z0-9_-]*(?:\\*|\\.\\.)[A-Za-z0-9_*.-]*)",
            // Google's keys
            "\\bAIza[A-Za-z0-9_*-]{8,}",
            // OpenAI's ids have 24 characters; shorter ones are words such as user_location
            "\\b(?:org|proj|acct|user)[-_][A-Za-z0-9]{16,}",
            // An organisation that OpenAI calls by a name of its own
            "(?<=\\bin organization )[^\\s\"\\\\]+(?= on )",
            // Anthropic's organisation, in both wordings of its limits
            "(?<=\\borg: |\\borganization \\()" + UUID,
            // Google's project, by name or number
            "\\bprojects/[A-Za-z0-9-]+",
            "(?<=\\bproject )[0-9]{6,}",
            "(?<=[?&]project=)[A-Za-z0-9-]+",
            "\\bproject_number:[0-9]+",
            // AWS: an ARN with its account, an account alone, access keys
            "\\barn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:[0-9]{12}:[^\\s\"'\\\\]+",
            "(?<=\\b[Aa]ccount |\\b[Aa]ccount ID |\\b[Aa]ccount: )[0-9]{12}\\b",
            "\\b(?:AKIA|ASIA)[A-Z0-9]{12,}",
            // Azure: a subscription, a resource group, a resource by its host
            "(?<=/subscriptions/)" + UUID,
            "(?<=/resourceGroups/)[A-Za-z0-9_.()-]+",
            "\\b[A-Za-z0-9-]+(?=\\.(?:openai|cognitiveservices|services\\.ai)\\.azure\\.com\\b)"));

    private Redaction() {}

    /** The body of an error without it. */
    static byte[] clean(byte[] body, Credential credential) {
        var text = new String(body, UTF_8);
        var cleaned = PRIVATE.matcher(without(text, credential)).replaceAll(REPLACEMENT);
        return cleaned.equals(text) ? body : cleaned.getBytes(UTF_8);
    }

    private static String without(String text, Credential credential) {
        return credential instanceof Credential.Secret(var secret)
                        && !secret.reveal().isEmpty()
                ? text.replace(secret.reveal(), REPLACEMENT)
                : text;
    }
}
