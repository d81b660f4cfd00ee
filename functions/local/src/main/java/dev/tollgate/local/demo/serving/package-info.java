/** What every dialect shares: how a request is read, what is said to it, at what pace, and what it is billed. */
@NullMarked
package dev.tollgate.local.demo.serving;

import org.jspecify.annotations.NullMarked;
