/** The proxy as it is deployed: what it is put together of, its AWS clients, its secrets, its log and its metrics. */
@NullMarked
package dev.tollgate.proxy.function;

import org.jspecify.annotations.NullMarked;
