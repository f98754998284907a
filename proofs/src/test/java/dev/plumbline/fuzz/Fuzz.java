package dev.plumbline.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs Jazzer over every target in turn, each in a process of its own: {@code Fuzz FOLDER SECONDS [TARGET…]}.
 *
 * <p>The folder keeps the corpus of each target for the next run, and its log. Prints what the fuzzer says at its end, the
 * number of runs and the coverage, for each. Exit code 1 if any of them found something; the log names the input.
 */
public final class Fuzz {
    private Fuzz() {}

    /** See above. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[0]).toAbsolutePath();
        List<String> wanted = List.of(args).subList(2, args.length);
        boolean isClean = true;
        for (Map.Entry<String, FuzzTargets.Seeded> target : FuzzTargets.all().entrySet()) {
            if (wanted.isEmpty() || wanted.contains(target.getKey())) {
                isClean &=
                        run(folder, args[1], target.getKey(), target.getValue().seed());
            }
        }
        System.exit(isClean ? 0 : 1);
    }

    private static boolean run(Path folder, String seconds, String name, byte[] seed)
            throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve(name));
        Files.write(corpus.resolve("seed"), seed);
        Path log = folder.resolve(name + ".log");
        var command = new ArrayList<String>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(
                "-Dfuzz.target=" + name,
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzTargets.class.getName(),
                "--instrumentation_includes=dev.plumbline.proofs.**",
                "--custom_hook_includes=dev.plumbline.none.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/" + name + "-",
                "-max_total_time=" + seconds,
                "-max_len=20000",
                "-print_final_stats=1",
                corpus.toString()));
        int exitCode = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        String last = Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("#") && line.contains("cov:"))
                .reduce("", (before, line) -> line);
        System.out.println(name + ": exit " + exitCode + ", " + last);
        return exitCode == 0;
    }
}
