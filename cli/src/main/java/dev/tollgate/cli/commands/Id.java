package dev.tollgate.cli.commands;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an id as the API has them: an empty one would name the whole list. */
final class Id implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
        if (!value.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")) {
            throw new TypeConversionException("an id has 1 to 60 letters, digits, '_', '.', '-'");
        }
        return value;
    }
}
