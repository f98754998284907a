package dev.plumbline.api.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumb version}. */
@Command(
        name = "version",
        description = "Show the version of this program and of the Java it runs on.",
        footer = {"", "Example:", "  plumb version -o json"})
final class ShowVersion implements Callable<Integer> {
    private static final String POM = "/META-INF/maven/dev.plumbline/plumbline-api/pom.properties";

    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    ShowVersion(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (options.isJson()) {
            console.line(Json.encode(
                    Json.object().put("version", version()).put("java", System.getProperty("java.version"))));
        } else {
            console.line("plumb " + version() + " on Java " + System.getProperty("java.version"));
        }
        return ExitCode.OK;
    }

    /** What Maven wrote into the jar; classes that were not packed yet have no version. */
    static String version() {
        var properties = new Properties();
        try (InputStream pom = ShowVersion.class.getResourceAsStream(POM)) {
            if (pom != null) {
                properties.load(pom);
            }
        } catch (IOException e) {
            throw new AssertionError("the jar that runs cannot be read", e);
        }
        return properties.getProperty("version", "unpacked");
    }
}
