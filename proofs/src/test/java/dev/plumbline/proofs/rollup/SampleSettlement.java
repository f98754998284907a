package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.BlockHistory;
import dev.plumbline.proofs.ethereum.MadeUpState;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.SlowBlockTrie;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.Hash;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A made-up rollup whose transaction settled on a made-up L1, by the layouts of the specifications spelled out a second time.
 * What it holds is changed first, by its fields, and then proven honestly, so that nothing but the change can be wrong.
 */
public final class SampleSettlement {
    /** Names of the two chains. */
    public static final String CHAIN = "eip155:901";

    public static final String L1_CHAIN = "eip155:1";
    /** Contracts on L1. */
    public static final Address CONTRACT = address("fa");

    public static final Address IMPLEMENTATION = address("f1");
    public static final Address GAME = address("9a");
    public static final Address GAME_IMPLEMENTATION = address("91");
    /** The contract on the rollup that records events. */
    public static final Address REGISTRY = address("e0");
    /** Heights of the transaction's block and of the one that is claimed unless that is the same. */
    public static final long BLOCK = 1_000;

    public static final long LATER = 1_200;
    /** Times: of the claim, of the end of the game, of the L1 block. */
    public static final long CLAIMED_AT = 1_763_600_000L;

    public static final long RESOLVED_AT = CLAIMED_AT + 302_400;
    public static final long NOW = RESOLVED_AT + 302_401;
    public static final long DELAY = 302_400;
    public static final EventId EVENT =
            new EventId(Hash.of(Word.keccak(new byte[] {5}).bytes()));
    /** Place of the transaction in its block. */
    public static final int INDEX = 3;

    private static final String CLONE_START =
            "36602c57343d527f9e4ac34f21c619cefc926c8bd93b54bf5a39c7ab2127a895af1cc0691d7e3d"
                    + "ff593da1005b363d3d373d3d3d3d610076806062363936013d73";
    private static final String CLONE_MIDDLE = "5af43d3d93803e606057fd5bf3";
    private static final Address PASSER = address("4200000000000000000000000000000000000016", 20);

    private final boolean hasGame;
    public boolean hasLater = true;
    public boolean isIsthmus;
    public boolean isProxy = true;
    public boolean isClaimed = true;
    public boolean isKnownClone = true;
    public boolean namesEvent = true;
    public boolean succeeds = true;
    public long type;
    public long createdAtInGame = CLAIMED_AT;
    public long resolvedAt = RESOLVED_AT;
    public int status = 2;
    public long now = NOW;
    public long outputIndex = 7;
    public long outputCount = 9;
    public long oracleDelay = DELAY;
    public LayoutProfile layout;
    public Word eventTopic = Word.keccak("Recorded(bytes32,address,bytes32)".getBytes(StandardCharsets.US_ASCII));
    public Address recorder = REGISTRY;
    public @Nullable Word forgedRoot;
    public long historyBlock = BLOCK;
    public @Nullable Word forgedHistory;

    private SampleSettlement(boolean hasGame) {
        this.hasGame = hasGame;
        this.layout = hasGame ? LayoutProfile.DISPUTE_GAMES : LayoutProfile.OUTPUT_ORACLE;
    }

    /** A transaction that a dispute game settled: closed for the claim, the delay passed. */
    public static SampleSettlement ofGame() {
        return new SampleSettlement(true);
    }

    /** A transaction that an output oracle settled, the delay passed. */
    public static SampleSettlement ofOutput() {
        return new SampleSettlement(false);
    }

    /** What a reader knows of the rollup. */
    public RollupProfile profile() {
        return profile(List.of(Word.keccak(new byte[] {1}), Word.keccak(new byte[] {2}), Word.keccak(new byte[] {3})));
    }

    /** The same, with other codes pinned. */
    public RollupProfile profile(List<Word> codes) {
        return new RollupProfile(
                CHAIN,
                L1_CHAIN,
                CONTRACT,
                layout,
                isIsthmus ? 1L : null,
                new TreeSet<>(hasGame ? Set.of(0L, 1L) : Set.of()),
                DELAY,
                codes,
                REGISTRY);
    }

    /** The evidence of honest nodes. */
    public SettlementEvidence evidence() {
        var trie = transactions();
        var receipts = new SlowBlockTrie(
                List.of(receipt(false), receipt(false), receipt(false), receipt(true), receipt(false)));
        MadeUpState rollup = rollup();
        Word withdrawals = isIsthmus ? rollup.storageRoot(PASSER) : Word.keccak(new byte[] {(byte) 0x80});
        long time = CLAIMED_AT - 600;
        RawRlp own = rollup.header(BLOCK, time, trie.root(), receipts.root(), withdrawals);
        RawRlp claimed = own;
        LaterBlock later = null;
        if (hasLater) {
            rollup.account(BlockHistory.CONTRACT, BlockHistory.CODE_HASH)
                    .slot(
                            BlockHistory.CONTRACT,
                            Word.ofNumber(historyBlock % 8_191),
                            forgedHistory == null ? own.keccak() : forgedHistory);
            claimed = rollup.header(LATER, time + 400, Word.ZERO, Word.ZERO, withdrawals);
            later = new LaterBlock(
                    claimed,
                    rollup.proof(BlockHistory.CONTRACT),
                    rollup.proof(BlockHistory.CONTRACT, List.of(Word.ofNumber(BLOCK % 8_191))));
        }
        Word root = forgedRoot != null
                ? forgedRoot
                : words(Word.ZERO, stateRoot(claimed), rollup.storageRoot(PASSER), claimed.keccak());
        var transaction = new BlockTransaction(
                Word.keccak(raw(INDEX)), INDEX, own, nodes(trie.prove(INDEX)), nodes(receipts.prove(INDEX)));
        List<RawRlp> passerProof = isIsthmus ? List.of() : rollup.proof(PASSER);
        return l1(transaction, later, passerProof, root, hasLater ? LATER : BLOCK);
    }

    private SettlementEvidence l1(
            BlockTransaction transaction, @Nullable LaterBlock later, List<RawRlp> passerProof, Word root, long block) {
        var l1 = new MadeUpState();
        l1.account(CONTRACT, Word.keccak(new byte[] {1}));
        if (isProxy) {
            l1.account(IMPLEMENTATION, Word.keccak(new byte[] {2}));
            l1.slot(
                    CONTRACT,
                    word("360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc"),
                    word("00".repeat(12) + IMPLEMENTATION.hex().substring(2)));
        }
        var asked = new ArrayList<Word>();
        asked.add(word("360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc"));
        RawRlp code = RawRlp.of(new byte[0]);
        if (hasGame) {
            Word slot = gameSlot(root, block);
            asked.add(slot);
            code = gameCode(root, block);
            l1.slot(CONTRACT, word("68"), Word.ofNumber(1));
            if (isClaimed) {
                String id = String.format("%08x%016x", type, CLAIMED_AT)
                        + GAME.hex().substring(2);
                l1.slot(CONTRACT, slot, word(id));
            }
            l1.account(GAME_IMPLEMENTATION, Word.keccak(new byte[] {3}));
            l1.account(GAME, code.keccak());
            l1.slot(GAME, Word.ZERO, word(String.format("01%02x%016x%016x", status, resolvedAt, createdAtInGame)));
        } else {
            BigInteger first = number(Word.keccak(Word.ofNumber(3).bytes())).add(BigInteger.valueOf(2 * outputIndex));
            Word rootSlot = word(first.toString(16));
            Word placeSlot = word(first.add(BigInteger.ONE).toString(16));
            l1.slot(CONTRACT, Word.ofNumber(3), Word.ofNumber(outputCount));
            l1.slot(CONTRACT, Word.ofNumber(8), Word.ofNumber(oracleDelay));
            if (isClaimed) {
                l1.slot(CONTRACT, rootSlot, root);
                l1.slot(CONTRACT, placeSlot, word(String.format("%032x%032x", block, RESOLVED_AT)));
            }
            asked.addAll(List.of(Word.ofNumber(3), rootSlot, placeSlot, Word.ofNumber(8)));
        }
        var contract = new ClaimsContract(
                L1_CHAIN,
                l1.header(5_000, now, Word.ZERO, Word.ZERO, Word.ZERO),
                CONTRACT,
                l1.proof(CONTRACT),
                l1.proof(CONTRACT, asked),
                isProxy ? l1.proof(IMPLEMENTATION) : List.of());
        ClaimEvidence claim = hasGame
                ? new GameEvidence(
                        type,
                        code,
                        l1.proof(GAME),
                        l1.proof(GAME, List.of(Word.ZERO)),
                        isKnownClone ? l1.proof(GAME_IMPLEMENTATION) : List.of())
                : new OutputEvidence(outputIndex);
        return new SettlementEvidence(
                namesEvent ? EVENT : null, CHAIN, transaction, later, passerProof, contract, claim);
    }

    private Word gameSlot(Word root, long block) {
        Word uuid = words(Word.ofNumber(type), root, Word.ofNumber(0x60), Word.ofNumber(0x20), Word.ofNumber(block));
        return words(uuid, Word.ofNumber(layout == LayoutProfile.DISPUTE_GAMES_FIRST ? 102 : 103));
    }

    private RawRlp gameCode(Word root, long block) {
        String hex = CLONE_START
                + GAME_IMPLEMENTATION.hex().substring(2)
                + CLONE_MIDDLE
                + "cc".repeat(20)
                + root.hex().substring(2)
                + "1d".repeat(32)
                + Word.ofNumber(block).hex().substring(2)
                + "0076";
        return RawRlp.of(HexFormat.of().parseHex(isKnownClone ? hex : hex + "00"));
    }

    private static MadeUpState rollup() {
        return new MadeUpState()
                .account(PASSER, Word.keccak(new byte[] {4}))
                .slot(PASSER, Word.ofNumber(1), Word.ofNumber(17));
    }

    private static SlowBlockTrie transactions() {
        var transactions = new ArrayList<byte[]>();
        for (int i = 0; i < 5; i++) {
            transactions.add(raw(i));
        }
        return new SlowBlockTrie(transactions);
    }

    private static byte[] raw(int index) {
        return ("\u0002 a made-up transaction, the " + index + "-th of its block, which nobody reads")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] receipt(boolean isRecord) {
        RlpItem log = RlpItem.of(List.of(
                RlpItem.of(recorder.bytes()),
                RlpItem.of(List.of(
                        RlpItem.of(eventTopic.bytes()), RlpItem.of(EVENT.hash().bytes()), RlpItem.of(new byte[32]))),
                RlpItem.of(new byte[32])));
        byte[] rlp = RlpItem.of(List.of(
                        RlpItem.ofNumber(BigInteger.valueOf(succeeds ? 1 : 0)),
                        RlpItem.ofNumber(BigInteger.valueOf(21_000)),
                        RlpItem.of(new byte[256]),
                        RlpItem.of(isRecord && succeeds ? List.of(log) : List.of())))
                .encode();
        var typed = new ByteArrayOutputStream();
        typed.write(2);
        typed.writeBytes(rlp);
        return typed.toByteArray();
    }

    private static Word stateRoot(RawRlp header) {
        try {
            return header.readHeader().stateRoot();
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static Word words(Word... words) {
        var bytes = new ByteArrayOutputStream();
        for (Word word : words) {
            bytes.writeBytes(word.bytes());
        }
        return Word.keccak(bytes.toByteArray());
    }

    private static BigInteger number(Word word) {
        return new BigInteger(1, word.bytes());
    }

    private static Word word(String hex) {
        return Word.of(HexFormat.of().parseHex("0".repeat(64 - hex.length()) + hex));
    }

    private static Address address(String octet) {
        return address(octet.repeat(20), 20);
    }

    private static Address address(String hex, int length) {
        return Address.of(HexFormat.of().parseHex(hex.substring(0, 2 * length)));
    }

    private static List<RawRlp> nodes(List<byte[]> nodes) {
        return nodes.stream().map(RawRlp::of).toList();
    }
}
