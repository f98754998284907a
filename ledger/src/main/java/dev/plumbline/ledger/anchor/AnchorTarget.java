package dev.plumbline.ledger.anchor;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import org.jspecify.annotations.Nullable;

/**
 * Where a log is anchored.
 *
 * @param chainId EIP-155 id of the chain, at least 1
 * @param genesis hash of the chain's block 0, which tells chains of one id apart; null not to check it
 * @param contract address of the log's instance of {@code RootAnchor}
 * @param origin the log's origin, whose hash the contract was created with
 */
public record AnchorTarget(long chainId, @Nullable Word genesis, Address contract, String origin) {
    /** @throws IllegalArgumentException if the chain id is not positive or the origin empty */
    public AnchorTarget {
        if (chainId < 1 || origin.isEmpty()) {
            throw new IllegalArgumentException(
                    "anchor target has chain id " + chainId + " and origin \"" + origin + "\", want both");
        }
    }

    /** The chain's CAIP-2 name, such as {@code eip155:1}. */
    public String chain() {
        return "eip155:" + chainId;
    }
}
