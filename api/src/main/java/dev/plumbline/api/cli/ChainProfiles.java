package dev.plumbline.api.cli;

import dev.plumbline.ledger.rollup.ChainProfile;
import dev.plumbline.ledger.rollup.Observer;
import dev.plumbline.proofs.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which rollup is meant, and who is asked about it, as the command line and configuration files say it. */
final class ChainProfiles {
    private ChainProfiles() {}

    /** A profile that comes with the program, by its name, or the one in a file. */
    static ChainProfile read(String nameOrFile) throws FailedException {
        if (ChainProfile.BUILT_IN.contains(nameOrFile)) {
            return ChainProfile.builtIn(nameOrFile);
        }
        try (InputStream file = Files.newInputStream(Path.of(nameOrFile))) {
            return ChainProfile.parse(file.readNBytes(ChainProfile.BYTES_MAX + 1));
        } catch (IOException | InvalidPathException e) {
            throw FailedException.usage(
                    nameOrFile + " is neither a file that can be read nor one of the built-in profiles "
                            + String.join(", ", ChainProfile.BUILT_IN));
        } catch (MalformedException e) {
            throw FailedException.usage(nameOrFile + ": " + e.getMessage());
        }
    }

    /** Observers, each {@code NAME=URL}. */
    static List<Observer> observers(List<String> texts) throws FailedException {
        var observers = new ArrayList<Observer>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                // The rest may hold a token, so it is not repeated.
                throw FailedException.usage("--observer wants NAME=URL, such as mine=http://127.0.0.1:9545");
            }
            try {
                observers.add(new Observer(text.substring(0, equals), new URI(text.substring(equals + 1))));
            } catch (URISyntaxException e) {
                throw FailedException.usage("--observer " + text.substring(0, equals) + " has no URL");
            } catch (IllegalArgumentException e) {
                throw FailedException.usage("--observer: " + e.getMessage());
            }
        }
        if (observers.isEmpty()) {
            throw FailedException.usage("want at least one --observer NAME=URL; three, to tell who is wrong");
        }
        return observers;
    }
}
