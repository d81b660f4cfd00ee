/** What is configured: kinds of objects, and their form in files. */
@NullMarked
package dev.tollgate.cli.objects;

import org.jspecify.annotations.NullMarked;
