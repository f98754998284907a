package dev.plumbline.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.anchor.RootAnchorError;
import dev.plumbline.ledger.rpc.RpcLog;
import java.util.HexFormat;
import java.util.List;

/**
 * What a transaction or a question came to.
 *
 * @param succeeded whether the call went through
 * @param hex what it returned, or what it reverted with, without 0x
 * @param gas what the transaction burnt; 0 for a question
 * @param block where the transaction is; 0 for a question
 * @param logs what the transaction announced
 */
record Outcome(boolean succeeded, String hex, long gas, long block, List<RpcLog> logs) {
    byte[] output() {
        return HexFormat.of().parseHex(hex);
    }

    Outcome requireSuccess() {
        assertThat(succeeded).as(() -> "call goes through, not: " + words()).isTrue();
        return this;
    }

    /** Holds that the contract refused with this error and these words of arguments. */
    void requireRefusal(RootAnchorError error, Object... arguments) {
        assertThat(succeeded).as("refused with " + error).isFalse();
        assertThat(RootAnchorError.of(output())).as(() -> "error of " + words()).isEqualTo(error);
        assertThat(hex.substring(8)).isEqualTo(Words.of(arguments));
    }

    /** Holds that it was refused without any error of the contract: by the ABI, or for its money. */
    void requireBareRefusal() {
        assertThat(succeeded).isFalse();
        assertThat(hex).isEmpty();
    }

    boolean isTrue() {
        requireSuccess();
        assertThat(hex).isIn(Words.of(0), Words.of(1));
        return hex.equals(Words.of(1));
    }

    private String words() {
        String meaning = RootAnchorError.explain(output());
        return meaning == null ? "0x" + hex : meaning;
    }
}
