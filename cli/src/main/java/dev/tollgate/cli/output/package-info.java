/** What is printed: tables, JSON, YAML, progress. */
@NullMarked
package dev.tollgate.cli.output;

import org.jspecify.annotations.NullMarked;
