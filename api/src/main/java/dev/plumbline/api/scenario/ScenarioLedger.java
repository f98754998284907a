package dev.plumbline.api.scenario;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.sequencer.SequencedLog;
import dev.plumbline.ledger.sequencer.SubmissionLog;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A ledger in this process that witnesses what a scenario's contributors hand in. Its keys are worth nothing. */
public final class ScenarioLedger implements Closeable {
    /** What the log calls itself. */
    public static final String ORIGIN = "scenario.plumbline.local/synthetic";

    private static final int SEED_BYTES = 32;
    private static final byte LOG_KEY = 1;
    private static final byte ISSUER_KEY = 2;

    private final Ledger ledger;

    private ScenarioLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Opens one in an empty folder. */
    public static ScenarioLedger open(Path folder, SimulatedClock clock) throws IOException {
        try {
            return open(folder, new SignerKey(ORIGIN, KeyType.ED25519, seed(LOG_KEY)), clock);
        } catch (MalformedException e) {
            throw new AssertionError("the name of the scenario's log is one", e);
        }
    }

    /** Opens one with a key of its own. */
    public static ScenarioLedger open(Path folder, SignerKey key, SimulatedClock clock) throws IOException {
        return new ScenarioLedger(Ledger.open(LedgerConfig.of(folder, key, clock), () -> {}));
    }

    private static byte[] seed(byte filling) {
        byte[] seed = new byte[SEED_BYTES];
        Arrays.fill(seed, filling);
        return seed;
    }

    /** The ledger, as one who hands in transactions writes to it. */
    public SubmissionLog log() {
        return new SequencedLog(
                new LedgerDoor(ledger),
                EventSigner.ed25519(seed(ISSUER_KEY)),
                new Namespace("eip155:" + SequencerNode.CHAIN_ID, "scenario"),
                SequencedLog.Standing.NOTHING);
    }

    /** The ledger itself. */
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void close() throws IOException {
        ledger.close();
    }
}
