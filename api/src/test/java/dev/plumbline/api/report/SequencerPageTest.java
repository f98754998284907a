package dev.plumbline.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.Cause;
import dev.plumbline.ledger.fairness.EquivocationSeen;
import dev.plumbline.ledger.fairness.FairnessOptions;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.ledger.fairness.Figure;
import dev.plumbline.ledger.fairness.Inclusion;
import dev.plumbline.ledger.fairness.LivenessGap;
import dev.plumbline.ledger.fairness.ObserverStanding;
import dev.plumbline.ledger.fairness.OrderTally;
import dev.plumbline.ledger.fairness.ReorgSeen;
import dev.plumbline.ledger.fairness.SettlementSeen;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.ledger.fairness.Way;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.Grade;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class SequencerPageTest {
    private static final long START = 1_750_000_000_000L;
    private static final long BLOCK = 2_000;
    private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);
    private static final String HOSTILE = "\"><script>alert(1)</script><b title='";

    /** An hour with one contributor held back, an outage, a forced transaction left out and much else. */
    static Casebook badHour(String victim) {
        var random = new SplittableRandom(31);
        var transactions = new ArrayList<TrackedTransaction>();
        for (int i = 0; i < 400; i++) {
            long at = START + 9_000L * i + random.nextInt(9_000);
            boolean isDark = i > 200 && i < 240;
            String cohort = i % 4 == 0 ? victim : "contributor-" + i % 4;
            long held = i % 4 == 0 ? 1 + (i % 40 == 0 ? 20 : 0) : 0;
            long block = isDark ? (START + 9_000L * 240) / BLOCK : at / BLOCK + 1 + held;
            transactions.add(transaction(i, cohort, at, i % 100 == 8 ? null : block, Cause.NONE, Way.ORDINARY));
        }
        transactions.add(transaction(900, victim, START + 60_000, null, Cause.NONE, Way.FORCED));
        transactions.add(transaction(901, "contributor-1", START, null, Cause.REPLACED, Way.ORDINARY));
        var pair = new OrderTally.Pair(875_000_500, Word.ofNumber(4), Word.ofNumber(5));
        return new Casebook(
                "eip155:901",
                START,
                START + 3_600_000,
                BLOCK,
                transactions,
                new OrderTally(8_444, 5_211, 3_212, 21, 9, 11, 4, List.of(pair)),
                List.of(new LivenessGap(875_000_900, 875_001_080, START + 1_800_000, START + 2_160_000, 40)),
                List.of(new ReorgSeen(875_001_200, 3, Word.ofNumber(1), Word.ofNumber(2), START + 2_500_000, 2)),
                List.of(
                        new ObserverStanding("east", 1_800, 0, 0, 0, 2, 0, null),
                        new ObserverStanding(
                                "north", 1_700, 3, 1, 0, 0, 9, "a receipts root that its receipts do not have")),
                List.of(new EquivocationSeen("eip155:901", 875_001_300, Word.ofNumber(8), Word.ofNumber(9), "0xabc")),
                List.of(
                        new SettlementSeen(
                                START / BLOCK + 300, Word.ofNumber(1), Grade.FINALIZED, SettlementSeen.Basis.PROVEN),
                        new SettlementSeen(
                                START / BLOCK + 600, Word.ofNumber(3), Grade.SAFE, SettlementSeen.Basis.CALLED_SAFE)),
                null,
                100);
    }

    private static TrackedTransaction transaction(
            long number, String cohort, long at, Long block, Cause cause, Way way) {
        var seen = new TreeMap<String, Long>();
        if (block != null) {
            seen.put("east", block * BLOCK + 120);
            seen.put("north", block * BLOCK + 200);
        }
        byte[] sender = new byte[Address.LENGTH];
        sender[0] = (byte) (number >>> 8);
        sender[1] = (byte) number;
        return new TrackedTransaction(
                Word.ofNumber(number),
                null,
                number,
                cohort,
                Address.of(sender),
                0,
                GWEI.shiftLeft(2),
                GWEI,
                way,
                at,
                way == Way.FORCED ? at + 600_000 : null,
                List.of(),
                block == null
                        ? null
                        : new Inclusion(block, Word.ofNumber(block), 0, block * BLOCK / 1_000, GWEI, GWEI, seen),
                START + 3_600_000,
                cause);
    }

    private static FairnessReport report(Casebook casebook) {
        return FairnessReport.of(casebook, FairnessOptions.DEFAULT);
    }

    private static final List<OutageAccount> ACCOUNTS = List.of(new OutageAccount(
            "the outage of block 875,000,900",
            List.of(new OutageAccount.Line("included late", 39), new OutageAccount.Line("missing", 1))));

    private static String page(String victim) {
        return SequencerPage.render(report(badHour(victim)), ACCOUNTS, "ab".repeat(32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Timeline",
                "Delay",
                "Comparisons",
                "who was overtaken",
                "In no block",
                "Times without blocks",
                "40 in all",
                "Who looked",
                "Settlement",
                "finalized, proven",
                "safe, an observer calls it safe",
                "unsafe",
                "What this cannot say",
                "a receipts root that its receipts do not have",
                "unexplained, delay, victim",
                "equivocated, equivocation, everybody",
                "the forced transaction",
                "benign cause shown",
                "n = 401"
            })
    void says(String words) {
        assertThat(page("victim")).contains(words);
    }

    @Test
    void printsEveryCaveatAndEveryFigureWithItsCount() {
        FairnessReport report = report(badHour("victim"));
        String page = SequencerPage.render(report, ACCOUNTS, "ab".repeat(32));
        assertThat(report.caveats()).hasSizeGreaterThanOrEqualTo(8);
        for (String caveat : report.caveats()) {
            assertThat(page).contains(caveat.replace("'", "&#x27;"));
        }
        for (Figure figure : report.figures()) {
            assertThat(page).contains(figure.name()).contains(StackedColumns.count(figure.n()));
        }
    }

    @Test
    void accusesNobody() {
        String text =
                (page("victim") + SequencerTwin.encode(report(badHour("victim")), ACCOUNTS)).toLowerCase(Locale.ROOT);
        assertThat(text).doesNotContain("censor", "malicious", "guilty", "attack", "cheat", "fraud");
    }

    @Test
    void aHostileNameStaysText() {
        String page = page(HOSTILE);
        assertThat(page).doesNotContain("<script", "<b title").contains("&quot;&gt;&lt;script&gt;");
        assertThat(page(HOSTILE)).isEqualTo(page);
    }

    @Test
    void asksNobodyForAnything() {
        assertThat(page("victim")).doesNotContain("http://", "https://", " src=", "url(", "<link", "@import");
    }

    @Test
    void everyPictureIsNamedAndWellFormed() throws Exception {
        Matcher pictures = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(page(HOSTILE));
        int named = 0;
        while (pictures.find()) {
            String svg = pictures.group();
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
            assertThat(svg).doesNotContain("NaN", "Infinity");
            boolean isKey = svg.contains("aria-hidden=\"true\"");
            assertThat(isKey || (svg.contains("<title>") && svg.contains("<desc>")))
                    .isTrue();
            named += isKey ? 0 : 1;
        }
        assertThat(named).isEqualTo(2);
    }

    @Test
    void theTwinHasTheSameFigures() {
        FairnessReport report = report(badHour("victim"));
        ObjectNode twin = SequencerTwin.encode(report, ACCOUNTS);
        assertThat(twin.get("figures")).hasSameSizeAs(report.figures());
        for (int i = 0; i < report.figures().size(); i++) {
            JsonNode json = twin.get("figures").get(i);
            Figure figure = report.figures().get(i);
            assertThat(json.get("name").textValue()).isEqualTo(figure.name());
            assertThat(json.get("n").longValue()).isEqualTo(figure.n());
            if (Double.isFinite(figure.value())) {
                assertThat(json.get("value").doubleValue()).isEqualTo(figure.value());
            }
        }
        assertThat(twin.get("alarms")).hasSameSizeAs(report.alarms());
        assertThat(twin.get("caveats")).hasSameSizeAs(report.caveats());
        assertThat(twin.get("transactions")).hasSize(402);
        assertThat(twin.get("in_flight")
                        .get(0)
                        .get("fates")
                        .get("included late")
                        .intValue())
                .isEqualTo(39);
        assertThat(twin.toString()).doesNotContain("NaN", "Infinity");
    }

    @Test
    void nothingSeenMakesAPageToo() {
        Casebook empty = new Casebook(
                "eip155:901",
                START,
                START,
                BLOCK,
                List.of(),
                OrderTally.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                0);
        assertThat(SequencerPage.render(report(empty), List.of(), "ab".repeat(32)))
                .contains("Nothing unexplained")
                .contains("Only 0 observers")
                .doesNotContain("NaN", "Infinity");
    }
}
