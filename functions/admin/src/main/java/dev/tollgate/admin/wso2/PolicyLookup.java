package dev.tollgate.admin.wso2;

import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Versioned;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds policies by what WSO2's clients call them. Thread safe. */
record PolicyLookup(ConfigurationCatalogue catalogue) {
    private static final int PAGE = 100;

    /** One by its name, or by its {@code policyId}, for which the names of all are looked through: plans are few. */
    Optional<Versioned<Policy>> find(String nameOrId) {
        return catalogue
                .read(Policy.class, nameOrId)
                .or(() -> name(nameOrId.toLowerCase(Locale.ROOT)).flatMap(name -> catalogue.read(Policy.class, name)));
    }

    /** All that can be understood in the order of their names, read as far as they are asked for. */
    Stream<Versioned<Policy>> all() {
        return entries().filter(Page.Found.class::isInstance).map(entry -> ((Page.Found<Policy>) entry).stored());
    }

    private Optional<String> name(String policyId) {
        return policyId.length() == ThrottlePolicy.idOf("").length()
                ? entries()
                        .map(Page.Entry::id)
                        .filter(name -> ThrottlePolicy.idOf(name).equals(policyId))
                        .findFirst()
                : Optional.empty();
    }

    private Stream<Page.Entry<Policy>> entries() {
        return Stream.iterate(
                        Optional.of(page("")),
                        Optional::isPresent,
                        page -> page.map(Page::next)
                                .filter(next -> !next.isEmpty())
                                .map(this::page))
                .flatMap(Optional::stream)
                .flatMap(page -> page.entries().stream());
    }

    private Page<Policy> page(String after) {
        return catalogue.list(Policy.class, new PageRequest(after, PAGE));
    }
}
