package dev.tollgate.cli.smoke;

/**
 * Whom the calls are for.
 *
 * @param backend its id
 * @param model who answers
 * @param dialect how it is spoken to, with the model in it
 */
public record Target(String backend, String model, Dialect dialect) {
    /**
     * A model behind a backend.
     *
     * @throws Failed if the dialect is not known here
     */
    public static Target of(String backend, String dialect, String model) {
        return Dialect.of(dialect)
                .map(known -> new Target(backend, model, known.ofModel(model)))
                .orElseThrow(() -> new Failed(
                        "backend %s has the dialect '%s'".formatted(backend, dialect),
                        "it is not known here, take the tool of the version that is deployed"));
    }
}
