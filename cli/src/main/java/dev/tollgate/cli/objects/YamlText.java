package dev.tollgate.cli.objects;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Trees as YAML in blocks. Written here and not by the library, which puts lines into blocks that it reads otherwise, and whose
 * next version may choose other bytes.
 */
final class YamlText {
    /** Begins as no number, date, tag or list does; has no comment, and no key's colon, in it. */
    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}/_]([\\p{L}\\p{N}./_@+%~()$=;-]|(, ?| |:)(?=[\\p{L}\\p{N}(/]))*");

    /** Taken for something else by readers of version 1.1. */
    private static final Set<String> RESERVED = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private static final int STEP = 2;

    private YamlText() {}

    /** A tree in lines, each ended. */
    static String of(JsonNode tree) {
        return isBlock(tree) ? block(tree, 0) : scalar(tree) + "\n";
    }

    private static boolean isBlock(JsonNode node) {
        return node.isContainerNode() && !node.isEmpty();
    }

    private static String block(JsonNode node, int indent) {
        var margin = " ".repeat(indent);
        List<String> parts = new ArrayList<>();
        if (node.isArray()) {
            // An item's block begins in the line of its dash.
            node.forEach(item -> parts.add(
                    margin + "- " + (isBlock(item) ? block(item, indent + STEP).stripLeading() : scalar(item) + "\n")));
        } else {
            node.properties()
                    .forEach(field -> parts.add(margin + text(field.getKey()) + ":"
                            + (isBlock(field.getValue())
                                    ? "\n" + block(field.getValue(), indent + STEP)
                                    : " " + scalar(field.getValue()) + "\n")));
        }
        return String.join("", parts);
    }

    private static String scalar(JsonNode node) {
        return node.isTextual() ? text(node.textValue()) : node.toString();
    }

    private static String text(String text) {
        var plain = PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : text.codePoints().mapToObj(YamlText::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int codePoint) {
        return switch (codePoint) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> isPrintable(codePoint) ? Character.toString(codePoint) : "\\U%08X".formatted(codePoint);
        };
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
