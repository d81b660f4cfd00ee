package dev.tollgate.core.configuration;

/** The form in which refusals and other errors of the gateway's own are written. Those of a provider pass as they are. */
public enum ErrorFormat {
    /** As the provider behind the call writes its own: what the caller's SDK expects. */
    DIALECT,
    /** As WSO2 API Manager 4 writes them: flat, with codes such as 900804. */
    WSO2,
    /** As older versions of it do: inside {@code fault}. */
    WSO2_FAULT,
    /** Problem details for HTTP APIs, RFC 9457. */
    PROBLEM
}
