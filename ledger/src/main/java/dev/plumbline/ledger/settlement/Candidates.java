package dev.plumbline.ledger.settlement;

import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.BlockHistory;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.DisputeGame;
import dev.plumbline.proofs.rollup.GameClone;
import dev.plumbline.proofs.rollup.GameState;
import dev.plumbline.proofs.rollup.GameStatus;
import dev.plumbline.proofs.rollup.OracleOutput;
import dev.plumbline.proofs.rollup.RollupProfile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks in a rollup's L1 contract for claims that may cover a block. What it finds is the node's word. */
final class Candidates {
    /** Games that are looked at, from the newest back; three questions each. */
    static final int GAMES_MAX = 2_000;

    private static final String STORAGE = "eth_getStorageAt";

    private final RollupProfile profile;
    private final EthereumRpc l1;
    private final BlockHeader l1Block;

    Candidates(RollupProfile profile, EthereumRpc l1, BlockHeader l1Block) {
        this.profile = profile;
        this.l1 = l1;
        this.l1Block = l1Block;
    }

    /** Those that claim the block or one of the 8,191 after it, best first. */
    List<Candidate> covering(BlockHeader block) throws RpcException {
        return profile.layout().hasGames() ? games(block) : outputs(block);
    }

    private List<Candidate> games(BlockHeader block) throws RpcException {
        var found = new ArrayList<Candidate>();
        long count = count(DisputeGame.countSlot(profile.layout()));
        for (long index = count - 1; index >= Math.max(0, count - GAMES_MAX); index--) {
            DisputeGame game = DisputeGame.unpack(read(DisputeGame.slotAt(index, profile.layout())));
            if (game == null || game.createdAtSeconds() < block.timestampSeconds()) {
                // Games stand in the order of their creation, and nobody claims a block before it is made.
                break;
            }
            if (!profile.gameTypes().contains(game.type())) {
                continue;
            }
            GameClone clone = GameClone.of(l1.code(game.proxy()));
            GameState state = GameState.unpack(l1.storageAt(game.proxy(), GameState.SLOT, l1Block.number()));
            if (clone != null && state != null && covers(clone.blockNumber(), block)) {
                found.add(new Candidate(clone.blockNumber(), game, state.status(), -1));
            }
        }
        found.sort(Comparator.comparingInt(Candidate::rank).thenComparingLong(Candidate::claimedBlock));
        return found;
    }

    /** Outputs are in the order of their blocks: the first that is not before this one. */
    private List<Candidate> outputs(BlockHeader block) throws RpcException {
        long low = 0;
        long count = count(OracleOutput.countSlot());
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (output(middle).blockNumber() < block.number()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == count) {
            return List.of();
        }
        long claimed = output(low).blockNumber();
        return covers(claimed, block) ? List.of(new Candidate(claimed, null, GameStatus.IN_PROGRESS, low)) : List.of();
    }

    private OracleOutput output(long index) throws RpcException {
        List<Word> slots = OracleOutput.slots(index);
        OracleOutput output = OracleOutput.unpack(read(slots.get(0)), read(slots.get(1)));
        if (output == null) {
            throw RpcException.badAnswer(STORAGE, "output " + index + " has an impossible block or time");
        }
        return output;
    }

    private static boolean covers(long claimed, BlockHeader block) {
        return claimed == block.number() || BlockHistory.reaches(claimed, block.number());
    }

    private long count(Word slot) throws RpcException {
        var count = new BigInteger(1, read(slot).bytes());
        if (count.bitLength() >= Integer.SIZE) {
            throw RpcException.badAnswer(STORAGE, "the contract counts " + count + " claims");
        }
        return count.longValue();
    }

    private Word read(Word slot) throws RpcException {
        return l1.storageAt(profile.contract(), slot, l1Block.number());
    }
}
