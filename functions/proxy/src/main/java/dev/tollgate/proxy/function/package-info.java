/** Where the deployed function is put together: its environment, its AWS clients, its secrets. */
@NullMarked
package dev.tollgate.proxy.function;

import org.jspecify.annotations.NullMarked;
