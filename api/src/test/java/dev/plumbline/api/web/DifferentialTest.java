package dev.plumbline.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The Java verifier and the page's give the same verdict, reason and checklist for tens of thousands of damaged files. Takes
 * a minute: each is verified twice, and the second time on JavaScript's big integers.
 */
final class DifferentialTest {
    private static final Path FOLDER = Node.ROOT.resolve("api/target/differential");

    @Test
    void everyDamagedReceiptHasTheSameVerdict() throws Exception {
        var cases = new DifferentialCases();
        DamagedReceipts.addTo(cases);
        compare("receipts", cases);
    }

    @Test
    void everyDamagedEventIsRefusedForTheSameReason() throws Exception {
        var cases = new DifferentialCases();
        DamagedEvents.addTo(cases);
        compare("events", cases);
    }

    @Test
    void everyDamagedNoteAndPolicyIsRefusedForTheSameReason() throws Exception {
        var cases = new DifferentialCases();
        DamagedNotes.addTo(cases);
        compare("notes", cases);
    }

    @Test
    void everyDamagedFileOfAnotherKindIsRefusedForTheSameReason() throws Exception {
        var cases = new DifferentialCases();
        DamagedFiles.addTo(cases);
        compare("files", cases);
    }

    private static void compare(String name, DifferentialCases cases) throws Exception {
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve(name + ".json");
        cases.writeTo(file);
        Node.Outcome run =
                Node.run(List.of(Node.TESTS.resolve("differential.mjs").toString(), file.toString()));
        System.out.println(name + ": " + run.output().strip());
        assertThat(run.exitCode()).as(run.output()).isZero();
    }
}
