/** What a quota is and how it is decided. Uses the JDK alone: no AWS, no JSON, no HTTP. */
@NullMarked
package dev.tollgate.core;

import org.jspecify.annotations.NullMarked;
