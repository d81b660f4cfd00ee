package dev.tollgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;

/** Where a reply's status and headers go. */
@FunctionalInterface
interface ReplyHead {
    /** Sends them, and says where the body goes. */
    OutputStream send(int status, JsonNode headers) throws IOException;
}
