package dev.plumbline.ledger.sequencer;

import java.io.IOException;

/** Where a submission keeps how far it has come. */
public interface SubmissionStore {
    /** Replaces what is kept, whole and durably, before it returns. */
    void keep(SubmissionState state) throws IOException;
}
