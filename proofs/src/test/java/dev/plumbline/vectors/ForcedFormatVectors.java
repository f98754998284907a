package dev.plumbline.vectors;

import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.rollup.ForcedEvidence;
import dev.plumbline.proofs.rollup.RollupBlock;
import dev.plumbline.testkit.ForcedWorld;
import dev.plumbline.testkit.SignedPayload;
import java.util.List;

/** {@code verify-forced}: files whose members are not those of the format. */
final class ForcedFormatVectors {
    private static final String UNREADABLE = "FORMAT_UNREADABLE";
    private static final byte[] ORDINARY = SignedPayload.filled(110, 2);

    private final Suite suite;
    private final ForcedWorld world = new ForcedWorld();
    private final RollupBlock.ByHeader holding = world.first(world.deposit(), ORDINARY);

    ForcedFormatVectors(Suite suite) {
        this.suite = suite;
    }

    void add() {
        formats();
        members();
    }

    private void formats() {
        byte[] message = new SignedPayload(4).message();
        format("version-2", "FORMAT_UNSUPPORTED", "\"v\":1", "\"v\":2", "The version is 2.");
        format("kind-other", "FORMAT_UNSUPPORTED", "\"kind\":\"forced\"", "\"kind\":\"forces\"", "It is another kind.");
        format(
                "key-unknown",
                UNREADABLE,
                "\"v\":1",
                "\"v\":1,\"x\":1",
                "There is a member that the format does not have.");
        format("block-without-members", UNREADABLE, "\"blocks\":[", "\"blocks\":[{},", "A block has no members.");
        format("latest-null", UNREADABLE, "\"v\":1", "\"latest\":null,\"v\":1", "The later L1 block is null.");
        format(
                "log-behind-log-index",
                UNREADABLE,
                "\"log\":1",
                "\"log\":8",
                "The log comes later in its receipt than in its block.");
        format("log-negative", UNREADABLE, "\"log\":1", "\"log\":-1", "The place of the log is negative.");
        format("log-text", UNREADABLE, "\"log\":1", "\"log\":\"1\"", "The place of the log is a text.");
        format("receipt-upper-case", UNREADABLE, "\"receipt\":[\"0x", "\"receipt\":[\"0X", "A node starts with 0X.");
        format(
                "l1-leading-zero",
                UNREADABLE,
                "\"l1\":\"eip155:1\"",
                "\"l1\":\"eip155:01\"",
                "The L1 has a leading zero.");
        format(
                "block-of-both-kinds",
                UNREADABLE,
                "\"blocks\":[{",
                "\"blocks\":[{\"signed\":\"" + HexData.encode(message) + "\",",
                "A block is of both kinds.");
        String block = ForcedVectors.text(world.evidence(holding));
        block = block.substring(block.indexOf("\"blocks\":[") + 10, block.indexOf("]}]") + 2);
        format(
                "blocks-three",
                UNREADABLE,
                "\"blocks\":[",
                "\"blocks\":[" + block + "," + block + ",",
                "There are three blocks.");
    }

    private void members() {
        for (String key :
                List.of("v", "kind", "l1", "rollup", "portal", "transaction", "receipt", "log", "log_index")) {
            renamed(key, "\"" + key + "\":");
        }
        renamed("header", "\"header\":\"" + world.evidence().header().hex());
        renamed("blocks", "\"blocks\":");
        renamed("block-header", "\"header\":\"" + holding.header().hex());
        renamed("block-transactions", "\"transactions\":");
    }

    private void renamed(String what, String member) {
        format(
                "without-" + what.replace('_', '-'),
                UNREADABLE,
                member,
                "\"x" + member.substring(1),
                "The " + what.replace('-', ' ') + " is under another key.");
    }

    private void format(String name, String reason, String from, String to, String about) {
        ForcedEvidence evidence = world.evidence(holding);
        suite.add(ForcedVectors.pinned(ForcedVectors.asking(ForcedVectors.named(name, reason, about)), evidence)
                .with("evidence", Bytes.replaced(ForcedVectors.text(evidence), from, to)));
    }
}
