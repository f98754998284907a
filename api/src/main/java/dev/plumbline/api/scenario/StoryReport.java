package dev.plumbline.api.scenario;

import dev.plumbline.api.report.OutageAccount;
import dev.plumbline.api.report.SequencerPage;
import dev.plumbline.api.report.SequencerTwin;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.ledger.fairness.InFlightAccount;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Writes a report as a page for people and as JSON for programs. */
final class StoryReport {
    private StoryReport() {}

    /**
     * Writes both beside each other.
     *
     * @param name of both files, without what stands behind the dot
     * @param accounts of the outages in the report's time
     * @return the page
     */
    static Path write(Path folder, String name, FairnessReport report, List<InFlightAccount> accounts)
            throws IOException {
        List<OutageAccount> outages = accounts.stream().map(StoryReport::outage).toList();
        byte[] json = (SequencerTwin.encode(report, outages).toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve(name + ".json"), json);
        Path page = folder.resolve(name + ".html");
        String digest = TreeHasher.sha256(json).hex();
        Files.writeString(page, SequencerPage.render(report, outages, digest), StandardCharsets.UTF_8);
        return page;
    }

    private static OutageAccount outage(InFlightAccount account) {
        String name = Instant.ofEpochMilli(account.fromMillis()) + " to " + Instant.ofEpochMilli(account.toMillis());
        List<OutageAccount.Line> lines = account.counts().entrySet().stream()
                .map(each -> new OutageAccount.Line(each.getKey().words(), each.getValue()))
                .toList();
        return new OutageAccount(name, lines);
    }
}
