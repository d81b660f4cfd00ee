/** The first function: from an API Gateway event to a decision, the provider's answer and the bill. */
@NullMarked
package dev.tollgate.proxy;

import org.jspecify.annotations.NullMarked;
