package dev.plumbline.vectors;

import dev.plumbline.proofs.ethereum.ChangedChain;
import dev.plumbline.testkit.SampleEvents;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A receipt in its parts: event 6 of a log of eleven, and the anchor of a tree of eight. */
final class SampleReceipt {
    static final int SIZE = 11;
    static final int INDEX = 6;
    static final SignedEvent EVENT = SignedEvent.first(SampleEvents.smallUpload(0));
    static final String CHAIN = "eip155:1";
    static final ChangedChain.Evidence EVIDENCE = new ChangedChain()
            .anchored(8, Bytes.unbase64(SlowTree.root(leaves(EVENT, 8))))
            .evidence();
    private static final TestKey LOG = TestKey.LOG;

    private SampleReceipt() {}

    /** A tree whose leaf 6 is the event. */
    static List<String> leaves(SignedEvent event, int size) {
        var leaves = new ArrayList<>(SlowTree.leaves(size));
        leaves.set(INDEX, SlowTree.leaf(event.entry()));
        return leaves;
    }

    /** The text of the checkpoint of the tree that holds the event. */
    static String text(SignedEvent event) {
        return CheckpointVectors.text(LOG.name(), "" + SIZE, SlowTree.root(leaves(event, SIZE)));
    }

    static String proof(SignedEvent event) {
        return proof("" + INDEX, SlowTree.path(INDEX, leaves(event, SIZE)), LOG.note(text(event)));
    }

    static String proof(String index, List<String> path, String checkpoint) {
        return "c2sp.org/tlog-proof@v1\nindex " + index + "\n" + String.join("\n", path) + "\n\n" + checkpoint;
    }

    static String receipt(String entry, String proof, Map<String, Object> anchor) {
        var members = new LinkedHashMap<String, Object>();
        members.put("v", 1);
        members.put("entry", entry);
        members.put("proof", proof);
        if (anchor != null) {
            members.put("anchor", anchor);
        }
        return PrettyJson.write(members);
    }

    static Map<String, Object> anchor(ChangedChain.Evidence evidence, Object size, List<String> path) {
        var members = new LinkedHashMap<String, Object>();
        members.put("chain", CHAIN);
        members.put("contract", ChangedChain.CONTRACT);
        members.put("size", Long.valueOf(size.toString()));
        members.put("path", path);
        members.put("header", evidence.header());
        members.put("account_proof", evidence.accountProof());
        members.put("storage_proof", evidence.storageProof());
        return members;
    }

    static Vector proven(Vector vector) {
        return vector.proves("origin", LOG.name())
                .proves("index", "" + INDEX)
                .proves("size", "" + SIZE)
                .proves("root", SlowTree.root(leaves(EVENT, SIZE)))
                .proves("event_id", "sha256:" + HexFormat.of().formatHex(EVENT.id()));
    }

    static Vector ask(Vector vector, String receipt, String policy) {
        return vector.with("policy", policy).with("receipt", receipt);
    }

    static Vector strict(Vector vector, String receipt, String head) {
        return ask(vector, receipt, CheckpointVectors.POLICY)
                .with("heads", List.of(head))
                .with("chain", CHAIN)
                .with("contract", ChangedChain.CONTRACT)
                .with("demand_anchor", true);
    }

    /** The receipt with these further lines under its checkpoint. */
    static String cosigned(String lines) {
        List<String> path = SlowTree.path(INDEX, leaves(EVENT, SIZE));
        return receipt(EVENT.text(), proof("" + INDEX, path, LOG.note(text(EVENT)) + lines), null);
    }

    /** The receipt with its anchor. */
    static String anchored() {
        return receipt(EVENT.text(), proof(EVENT), anchor(EVIDENCE, "8", SlowTree.path(INDEX, leaves(EVENT, 8))));
    }
}
