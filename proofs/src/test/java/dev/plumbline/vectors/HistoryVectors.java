package dev.plumbline.vectors;

import dev.plumbline.proofs.ethereum.ChangedHistory;
import dev.plumbline.proofs.ethereum.ChangedHistory.Evidence;
import java.util.List;

/** {@code verify-history}: what a newer block's state says of the hash of an older one. */
final class HistoryVectors {
    private static final String SPEC = "EIP-2935";
    private static final String PROOF = "docs/format/anchor.md#one-proof-one-form";
    private static final String BAD = "HEADER_UNTRUSTED";
    private static final long NEWER = ChangedHistory.NEWER;
    private static final long OLDER = NEWER - 500;
    private static final Evidence GOOD = new ChangedHistory().evidence(OLDER);

    private final Suite suite;

    private HistoryVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new HistoryVectors(suite);
        vectors.accept("parent", NEWER - 1, "The block before the newer one.");
        vectors.accept("older", OLDER, "A block 500 before the newer one.");
        vectors.accept(
                "oldest-of-window", NEWER - 8_191, "The oldest block of the window, 8,191 before the newer one.");
        vectors.windows();
        vectors.chains();
        vectors.proofs();
    }

    private void windows() {
        reject(
                "block-itself",
                NEWER,
                evidence(NEWER),
                "The block is the newer one itself, whose slot holds the oldest hash.");
        reject("block-after", NEWER + 1, evidence(NEWER + 1), "The block is after the newer one.");
        reject(
                "one-before-window",
                NEWER - 8_192,
                evidence(NEWER - 8_192),
                "The block is one too old: its slot was written over.");
        reject(
                "not-recorded",
                NEWER - 3,
                evidence(NEWER - 3),
                "The slot is empty, as before the chain took up the rule.");
        reject("other-slot", NEWER - 2, evidence(NEWER - 1), "The proof is of the slot of another block.");
    }

    private void chains() {
        reject(
                "code-other",
                OLDER,
                new ChangedHistory().codeHash("11".repeat(32)).evidence(OLDER),
                "The contract runs other code, under which a slot may mean another block.");
        reject(
                "no-contract",
                OLDER,
                new ChangedHistory().withoutContract().evidence(OLDER),
                "The chain has no such contract.");
        reject(
                "header-cut",
                OLDER,
                new Evidence(
                        GOOD.header().substring(0, GOOD.header().length() - 2),
                        GOOD.accountProof(),
                        GOOD.storageProof()),
                "The newer header lacks its last byte.");
    }

    private void proofs() {
        List<String> account = GOOD.accountProof();
        List<String> storage = GOOD.storageProof();
        proof("account-proof-empty", List.of(), storage, "The account proof is empty.");
        proof(
                "account-proof-without-leaf",
                account.subList(0, account.size() - 1),
                storage,
                "The account proof lacks its last node.");
        proof(
                "account-proof-node-more",
                SlowTree.with(account, account.get(0)),
                storage,
                "A node follows the account proof.");
        proof("storage-proof-empty", account, List.of(), "The storage proof is empty.");
        proof(
                "storage-proof-without-leaf",
                account,
                storage.subList(0, storage.size() - 1),
                "The storage proof lacks its last node.");
        proof(
                "storage-proof-node-more",
                account,
                SlowTree.with(storage, storage.get(0)),
                "A node follows the storage proof.");
        proof("proofs-swapped", storage, account, "The two proofs are exchanged.");
    }

    private static Evidence evidence(long number) {
        return new ChangedHistory().evidence(number);
    }

    private void proof(String name, List<String> account, List<String> storage, String about) {
        suite.add(ask(
                Vector.reject("history", name, "verify-history", BAD).about(PROOF, about),
                OLDER,
                new Evidence(GOOD.header(), account, storage)));
    }

    private void reject(String name, long number, Evidence evidence, String about) {
        suite.add(ask(Vector.reject("history", name, "verify-history", BAD).about(SPEC, about), number, evidence));
    }

    private void accept(String name, long number, String about) {
        suite.add(ask(Vector.accept("history", name, "verify-history").about(SPEC, about), number, evidence(number))
                .proves("block_number", Long.toString(number))
                .proves("block_hash", ChangedHistory.hash(number)));
    }

    private static Vector ask(Vector vector, long number, Evidence evidence) {
        return vector.with("number", Long.toString(number))
                .with("header", evidence.header())
                .with("account_proof", evidence.accountProof())
                .with("storage_proof", evidence.storageProof());
    }
}
