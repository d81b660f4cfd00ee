package dev.tollgate.local.demo.serving;

import java.util.List;

/** A provider's API. Thread safe. */
public interface Dialect {
    /** Whether the request is in this dialect, even if it is wrong. */
    boolean claims(Request request);

    /** Its operations, in the order in which they are tried. */
    List<Route> routes();

    /** An error in its form. */
    JsonReply error(Fault fault);
}
