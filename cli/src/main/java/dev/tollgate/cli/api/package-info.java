/** Speaking to the admin API: requests, signatures, refusals. */
@NullMarked
package dev.tollgate.cli.api;

import org.jspecify.annotations.NullMarked;
