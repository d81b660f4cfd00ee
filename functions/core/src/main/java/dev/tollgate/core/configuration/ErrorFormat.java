package dev.tollgate.core.configuration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The form in which refusals and other errors of the gateway's own are written. Those of a provider pass as they are. */
public enum ErrorFormat {
    /** As the provider behind the call writes its own: what the caller's SDK expects. */
    DIALECT,
    /** As WSO2 API Manager 4 writes them: flat, with codes such as 900804. */
    WSO2,
    /** As older versions of it do: inside {@code fault}. */
    WSO2_FAULT,
    /** Problem details for HTTP APIs, RFC 9457. */
    PROBLEM;

    /** The name in settings: lower case with hyphens, such as {@code wso2-fault}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The form with this id, empty where there is none. */
    public static Optional<ErrorFormat> of(String id) {
        return Arrays.stream(values()).filter(format -> format.id().equals(id)).findFirst();
    }
}
