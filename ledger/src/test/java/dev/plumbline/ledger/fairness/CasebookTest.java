package dev.plumbline.ledger.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The values that a casebook is made of refuse what cannot be, and keep what they were given. */
class CasebookTest {
    private static final Word ONE = Word.ofNumber(1);
    private static final Word TWO = Word.ofNumber(2);

    private static void refuses(ThrowingCallable made) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCannotBeIsRefused() {
        refuses(() -> new LivenessGap(5, 5, 0, 1, 0));
        refuses(() -> new LivenessGap(5, 6, 1, 1, 0));
        refuses(() -> new LivenessGap(5, 6, 0, 1, -1));
        refuses(() -> new ReorgSeen(1, 0, ONE, TWO, 0, 0));
        refuses(() -> new ReorgSeen(1, 1, ONE, ONE, 0, 0));
        refuses(() -> new EquivocationSeen("eip155:1", 1, ONE, ONE, "0x"));
        refuses(() -> new EquivocationSeen("eip155:1", 1, ONE, TWO, ""));
        refuses(() -> new SettlementSeen(-1, ONE, Grade.SAFE, SettlementSeen.Basis.PROVEN));
        refuses(() -> new ObserverStanding("", 0, 0, 0, 0, 0, 0, null));
        refuses(() -> new ObserverStanding("east", 0, -1, 0, 0, 0, 0, null));
        refuses(() -> new ProbePlan.Assignment(-1, "a", ONE));
        refuses(() -> new ProbePlan("", null, 0, List.of()));
        refuses(() -> new ProbePlan("sha256:", null, -2, List.of()));
        refuses(() -> Sent.at(-1, 0).build());
        refuses(() -> Sent.at(1, -1).build());
        refuses(() -> Sent.at(1, 0).of("").build());
        refuses(() -> Sent.at(1, 0).due(-1).build());
    }

    @Test
    void optionsAreInTheirRanges() {
        refuses(() -> new FairnessOptions(0, 1, 0, 0.1));
        refuses(() -> new FairnessOptions(1, 1, 0, 0.1));
        refuses(() -> new FairnessOptions(Double.NaN, 1, 0, 0.1));
        refuses(() -> new FairnessOptions(0.05, 1, -2, 0.1));
        refuses(() -> new FairnessOptions(0.05, 1, 0, 0));
        Casebook casebook = SimulatedRollup.casebook(List.of());
        assertThat(FairnessOptions.DEFAULT.deltaMillis(casebook)).isEqualTo(2_100);
        assertThat(new FairnessOptions(0.05, 1, 7, 0.1).deltaMillis(casebook)).isEqualTo(7);
    }

    @Test
    void anInclusionIsSeenBySomebodyAndFirstByTheFirst() {
        Inclusion inclusion = Sent.at(1, 0).in(4, 8_000).build().inclusion();
        assertThat(inclusion).isNotNull();
        var seen = new TreeMap<>(inclusion.firstSeenMillis());
        seen.put("north", 7_000L);
        Inclusion other = with(inclusion, seen);
        seen.clear();
        assertThat(other.firstSeen()).isEqualTo(7_000);
        refuses(() -> with(inclusion, new TreeMap<>()));
    }

    private static Inclusion with(Inclusion inclusion, SortedMap<String, Long> seen) {
        return new Inclusion(
                inclusion.block(),
                inclusion.blockHash(),
                inclusion.index(),
                inclusion.blockTimeSeconds(),
                inclusion.baseFee(),
                inclusion.effectiveTip(),
                seen);
    }

    @Test
    void aCasebookKeepsItsOwnLists() {
        var transactions = new ArrayList<>(List.of(Sent.at(1, 0).build()));
        Casebook casebook = SimulatedRollup.casebook(transactions);
        transactions.clear();
        assertThat(casebook.transactions()).hasSize(1);
    }

    @Test
    void twoSignedBlocksOfOneHeightAlwaysRaiseAnAlarm() {
        Casebook casebook = with(List.of(new EquivocationSeen("eip155:901", 9, ONE, TWO, "0xabc")), List.of());
        assertThat(FairnessReport.of(casebook, FairnessOptions.DEFAULT).alarms())
                .singleElement()
                .satisfies(alarm -> {
                    assertThat(alarm.verdict()).isEqualTo(VerdictWord.EQUIVOCATED);
                    assertThat(alarm.question()).isEqualTo(Question.EQUIVOCATION);
                });
    }

    @Test
    void aBlockHasSettledAsFarAsTheBestOfWhatIsSaidOfItOrOfALaterOne() {
        Inclusion inclusion = Sent.at(1, 0).in(4, 8_000).build().inclusion();
        assertThat(inclusion).isNotNull();
        var otherBlock = new SettlementSeen(4, ONE, Grade.FINALIZED, SettlementSeen.Basis.PROVEN);
        var earlier = new SettlementSeen(3, ONE, Grade.FINALIZED, SettlementSeen.Basis.PROVEN);
        var safe = new SettlementSeen(9, ONE, Grade.SAFE, SettlementSeen.Basis.CALLED_SAFE);
        var calledFinal = new SettlementSeen(8, ONE, Grade.SAFE, SettlementSeen.Basis.CALLED_FINALIZED);
        var proposed = new SettlementSeen(4, inclusion.blockHash(), Grade.PROPOSED, SettlementSeen.Basis.PROVEN);
        var resolved = new SettlementSeen(5, TWO, Grade.RESOLVED, SettlementSeen.Basis.PROVEN);
        assertThat(with(otherBlock, earlier).settlementOf(inclusion)).isNull();
        assertThat(with(earlier, safe).settlementOf(inclusion)).isEqualTo(safe);
        assertThat(with(safe, calledFinal).settlementOf(inclusion)).isEqualTo(calledFinal);
        assertThat(with(safe, proposed, otherBlock).settlementOf(inclusion)).isEqualTo(proposed);
        assertThat(with(safe, proposed, resolved).settlementOf(inclusion)).isEqualTo(resolved);
    }

    private static Casebook with(SettlementSeen... settlements) {
        return with(List.of(), List.of(settlements));
    }

    private static Casebook with(List<EquivocationSeen> equivocations, List<SettlementSeen> settlements) {
        Casebook none = SimulatedRollup.casebook(List.of());
        return new Casebook(
                none.chain(),
                none.fromMillis(),
                none.toMillis(),
                none.blockMillis(),
                none.transactions(),
                none.order(),
                none.gaps(),
                none.reorgs(),
                none.observers(),
                equivocations,
                settlements,
                null,
                none.clockUncertaintyMillis());
    }
}
