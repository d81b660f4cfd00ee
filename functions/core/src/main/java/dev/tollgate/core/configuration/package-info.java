/** What an operator configures: policies, backends, subscriptions and keys, and the port to where they are kept. */
@NullMarked
package dev.tollgate.core.configuration;

import org.jspecify.annotations.NullMarked;
