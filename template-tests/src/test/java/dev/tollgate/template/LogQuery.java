package dev.tollgate.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A query of CloudWatch Logs Insights.
 *
 * @param group whose lines it looks at, such as {@code /aws/lambda/tollgate-production-proxy}
 */
record LogQuery(String group, String text) {
    private static final Pattern SHOWN = Pattern.compile("(?s)SOURCE '([^']+)' \\| (.+)");
    private static final Pattern HEADING = Pattern.compile("(?m)^## ");
    private static final Pattern CODE = Pattern.compile("(?s)```.+?```|`[^`]+`");
    private static final Pattern COMMAND = Pattern.compile("\\b(filter|stats|fields)\\b");

    private static final Pattern LITERAL = Pattern.compile("'[^']*'|\"[^\"]*\"|/[^/]+/");
    private static final Pattern NAME_IN_JSON = Pattern.compile("\"(\\w+)\":");
    private static final Pattern WORD = Pattern.compile("(?<![\\w@])@?[A-Za-z][\\w.]*");

    /** Commands, functions and operators of the language, and the fields that every line has. */
    private static final Predicate<String> LANGUAGE = Pattern.compile(
                    "fields|filter|stats|sort|limit|by|as|asc|desc|and|or|not|in|like"
                            + "|count|sum|avg|min|max|pct|bin|@timestamp|@message")
            .asMatchPredicate();

    /** Those that a dashboard shows. */
    static List<LogQuery> shown(Template template) {
        var dashboard = template.only("AWS::CloudWatch::Dashboard").path("DashboardBody");
        return Template.json(dashboard).findValuesAsText("query").stream()
                .map(query -> {
                    var shown = SHOWN.matcher(query);
                    if (!shown.matches()) {
                        throw new IllegalArgumentException("not of one log group: " + query);
                    }
                    return new LogQuery(shown.group(1), shown.group(2));
                })
                .toList();
    }

    /** Those of a page in Markdown: of the log group that its section names before it, or else of the usual one. */
    static List<LogQuery> written(String page, String usual) {
        var queries = new ArrayList<LogQuery>();
        HEADING.splitAsStream(page).forEach(section -> {
            var group = usual;
            for (var found : CODE.matcher(section).results().toList()) {
                var code = found.group().replace("`", "").strip();
                if (code.startsWith("/aws/")) {
                    group = code;
                } else if (COMMAND.matcher(code).find()) {
                    queries.add(new LogQuery(group, code));
                }
            }
        });
        return queries;
    }

    /** What it takes to be fields: all words that are not the language's, nor names that the query gave before. */
    Set<String> fields() {
        var fields = new TreeSet<String>();
        NAME_IN_JSON.matcher(text).results().map(name -> name.group(1)).forEach(fields::add);
        var given = new HashSet<String>();
        var before = "";
        var bare = LITERAL.matcher(text).replaceAll(" ");
        for (var found : WORD.matcher(bare).results().toList()) {
            var word = found.group();
            if (before.equals("as")) {
                given.add(word);
            } else if (!given.contains(word) && !LANGUAGE.test(word)) {
                fields.add(word);
            }
            before = word;
        }
        return fields;
    }
}
