package dev.tollgate.proxy;

import dev.tollgate.core.configuration.ErrorFormat;

/**
 * What an operator may set for a stage.
 *
 * @param maxBodyBytes the largest body that is read
 * @param errorFormat how the gateway's own errors are written where a backend does not say
 */
public record GatewaySettings(int maxBodyBytes, ErrorFormat errorFormat) {
    /** What a Lambda event can hold, and each dialect's own errors. */
    public static final GatewaySettings DEFAULT = new GatewaySettings(6 * 1024 * 1024, ErrorFormat.DIALECT);
}
