package dev.plumbline.api.demo;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** Runs {@link OfflineCheck} with the proofs room alone, and without a network where the machine allows that. */
final class OfflineProcess {
    private static final List<String> ROOMS = List.of(
            "dev/plumbline/proofs/",
            "org/bouncycastle/",
            "META-INF/versions/9/org/bouncycastle/",
            OfflineCheck.class.getName().replace('.', '/') + ".class");
    private static final List<String> LIBRARIES = List.of("bcprov-");

    private final List<String> command;
    private final boolean hasNoNetwork;

    private OfflineProcess(List<String> command, boolean hasNoNetwork) {
        this.command = command;
        this.hasNoNetwork = hasNoNetwork;
    }

    /**
     * Prepares the process.
     *
     * @param classPath the class path of this program
     * @param folder where the jar of the proofs room goes
     */
    static OfflineProcess prepare(List<Path> classPath, Path folder) throws IOException {
        var command = new ArrayList<String>();
        boolean hasNoNetwork = runs(List.of("unshare", "-rn", "true"));
        if (hasNoNetwork) {
            command.addAll(List.of("unshare", "-rn"));
        }
        command.addAll(List.of(
                Programs.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                proofsOnly(classPath, folder),
                OfflineCheck.class.getName()));
        return new OfflineProcess(List.copyOf(command), hasNoNetwork);
    }

    /** Whether the operating system keeps the process from every network, this machine's own included. */
    boolean hasNoNetwork() {
        return hasNoNetwork;
    }

    /** The output of one run, line by line. */
    List<String> run(List<String> arguments) throws IOException {
        var whole = new ArrayList<>(command);
        whole.addAll(arguments);
        Process process = new ProcessBuilder(whole)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.strip().split("\n", -1));
        }
    }

    private static boolean runs(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A class path with the proofs room and its libraries: one jar cut out of ours, or the folders of a build. */
    private static String proofsOnly(List<Path> classPath, Path folder) throws IOException {
        if (classPath.size() == 1) {
            Path jar = folder.resolve("proofs-only.jar");
            cut(classPath.get(0), jar);
            return jar.toString();
        }
        var parts = new ArrayList<String>();
        for (Path part : classPath) {
            String name = String.valueOf(part.getFileName());
            boolean isProofs = part.endsWith(Path.of("proofs", "target", "classes"))
                    || (name.startsWith("plumbline-proofs-") && !name.contains("-tests"));
            if (isProofs || LIBRARIES.stream().anyMatch(name::startsWith)) {
                parts.add(part.toString());
            }
        }
        Path own = folder.resolve("check");
        String name = OfflineCheck.class.getName().replace('.', '/') + ".class";
        Path target = own.resolve(name);
        Files.createDirectories(own.resolve(name.substring(0, name.lastIndexOf('/'))));
        try (InputStream bytes = OfflineCheck.class.getClassLoader().getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IOException("no class file of " + name);
            }
            Files.write(target, bytes.readAllBytes());
        }
        parts.add(own.toString());
        return String.join(File.pathSeparator, parts);
    }

    private static void cut(Path from, Path to) throws IOException {
        try (var source = new JarFile(from.toFile());
                var target = new JarOutputStream(Files.newOutputStream(to))) {
            target.setLevel(0);
            for (JarEntry entry : Collections.list(source.entries())) {
                if (ROOMS.stream().anyMatch(entry.getName()::startsWith) && !entry.isDirectory()) {
                    target.putNextEntry(new JarEntry(entry.getName()));
                    try (InputStream bytes = source.getInputStream(entry)) {
                        bytes.transferTo(target);
                    }
                }
            }
        }
    }
}
