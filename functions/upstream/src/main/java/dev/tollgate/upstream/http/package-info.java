/** An HTTP client that calls only where it may, and holds a provider to limits of time, on the body too. */
@NullMarked
package dev.tollgate.upstream.http;

import org.jspecify.annotations.NullMarked;
