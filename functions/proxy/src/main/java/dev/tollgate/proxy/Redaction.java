package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.upstream.Credential;
import java.util.regex.Pattern;

/**
 * Takes out of a provider's error what is the gateway's own business: its credential, also shortened as providers quote it,
 * and the ids of its organisation, project or account.
 */
final class Redaction {
    private static final String REPLACEMENT = "[redacted]";

    private static final Pattern PRIVATE = Pattern.compile(String.join(
            "|",
            // OpenAI's and Anthropic's keys, and how OpenAI quotes one: sk-pro***abcd
            "\\b(?:sk|rk|pk)-[A-Za-z0-9_*.-]{4,}",
            // Google's keys
            "\\bAIza[A-Za-z0-9_*-]{8,}",
            "\\b(?:org|proj|acct|user)[-_][A-Za-z0-9]{8,}",
            // Google's project, by name or number
            "\\bprojects/[A-Za-z0-9-]+",
            "\\bconsumer ['\"]?project_number:[0-9]+",
            // AWS: an ARN's account, and access keys
            "\\barn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:[0-9]{12}:[^\\s\"'\\\\]+",
            "\\b(?:AKIA|ASIA)[A-Z0-9]{12,}",
            // Azure: a subscription's or resource's UUID behind its name
            "(?<=/subscriptions/)[0-9a-f-]{36}"));

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
