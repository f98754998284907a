package dev.plumbline.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.api.report.OutageAccount;
import dev.plumbline.api.report.SequencerPage;
import dev.plumbline.api.report.SequencerTwin;
import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.ledger.fairness.InFlightAccount;
import dev.plumbline.ledger.fairness.LivenessGap;
import dev.plumbline.ledger.sequencer.InFlight;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.List;

/** A report on a sequencer in the two forms in which it is given out. */
public final class SequencerReports {
    private SequencerReports() {}

    /**
     * The two forms. The arrays are shared: look, do not write.
     *
     * @param json for programs
     * @param html one page for people, which needs nothing else
     */
    @SuppressWarnings("ArrayRecordComponent") // handed out whole and never compared
    public record Forms(byte[] json, byte[] html) {}

    /** Both forms of a report, with the account of every gap that something was in flight in. The same report gives the same bytes. */
    public static Forms of(FairnessReport report) {
        List<OutageAccount> accounts = accounts(report.casebook());
        byte[] twin = (SequencerTwin.encode(report, accounts) + "\n").getBytes(UTF_8);
        String page =
                SequencerPage.render(report, accounts, TreeHasher.sha256(twin).hex());
        return new Forms(twin, page.getBytes(UTF_8));
    }

    private static List<OutageAccount> accounts(Casebook casebook) {
        var accounts = new ArrayList<OutageAccount>();
        for (LivenessGap gap : casebook.gaps()) {
            if (gap.inFlight() > 0) {
                InFlightAccount account = InFlight.of(casebook, gap.fromMillis(), gap.toMillis());
                accounts.add(new OutageAccount(
                        "between block " + gap.afterBlock() + " and block " + gap.beforeBlock(),
                        account.counts().entrySet().stream()
                                .map(fate ->
                                        new OutageAccount.Line(fate.getKey().words(), fate.getValue()))
                                .toList()));
            }
        }
        return accounts;
    }
}
