package dev.plumbline.api.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a demonstration finds the project and its own program. */
final class DemoPlace {
    private DemoPlace() {}

    /** The project's root: what was asked for, or what the launcher says, or else where the jar lies in a build, or else here. */
    static Path root(@Nullable Path asked) {
        String property = System.getProperty("plumbline.root");
        if (asked != null) {
            return asked.toAbsolutePath();
        }
        if (property != null) {
            return Path.of(property).toAbsolutePath().normalize();
        }
        for (Path part : classPath()) {
            Path target = part.toAbsolutePath().getParent();
            Path project = target == null || target.getParent() == null
                    ? null
                    : target.getParent().getParent();
            if (project != null && Files.isDirectory(project.resolve("contracts"))) {
                return project;
            }
        }
        return Path.of("").toAbsolutePath();
    }

    /** The class path that this program runs from. */
    static List<Path> classPath() {
        var parts = new ArrayList<Path>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            parts.add(Path.of(part).toAbsolutePath());
        }
        return parts;
    }
}
