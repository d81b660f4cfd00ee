/** Where the deployed function is put together: its environment and its table. */
@NullMarked
package dev.tollgate.admin.function;

import org.jspecify.annotations.NullMarked;
