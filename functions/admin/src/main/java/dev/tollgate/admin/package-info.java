/** The second function: what is configured, over HTTP, for those who may see it. */
@NullMarked
package dev.tollgate.admin;

import org.jspecify.annotations.NullMarked;
