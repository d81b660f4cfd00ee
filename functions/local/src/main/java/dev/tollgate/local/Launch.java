package dev.tollgate.local;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the functions run on this machine. */
enum Launch {
    /** As objects of this process: they start at once, and a debugger sees everything. */
    IN_PROCESS("both functions run in this process"),
    /** From their zips, each in processes of its own, as they are deployed. */
    PACKAGED("both functions run as they are deployed: proxy.zip and admin.zip, each in a process of its own");

    private final String words;

    Launch(String words) {
        this.words = words;
    }

    /** The name in settings: {@code in-process} or {@code packaged}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it means, for people. */
    String words() {
        return words;
    }

    /** The one with this id, empty where there is none. */
    static Optional<Launch> of(String id) {
        return Arrays.stream(values()).filter(launch -> launch.id().equals(id)).findFirst();
    }
}
