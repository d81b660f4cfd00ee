package dev.tollgate.admin.usage;

import dev.tollgate.admin.http.Csv;
import java.util.Optional;

/**
 * A report in every form.
 *
 * @param document as JSON
 * @param table as CSV
 * @param next the next part as a URI reference relative to this one's, empty where this is the last one
 */
record Report(Object document, Csv table, Optional<String> next) {}
