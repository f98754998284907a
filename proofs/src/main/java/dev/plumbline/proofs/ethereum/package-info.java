/**
 * What Ethereum L1 says, checked offline: RLP, block headers, Merkle-Patricia proofs of accounts, storage, transactions and
 * their receipts, hashes of older blocks, and the state of the anchor contract that they prove.
 *
 * <p>The chain of evidence runs one way: a header hash that the caller trusts for reasons of his own fixes the raw
 * header, the header fixes the state root, the state root fixes the contract's account, and the account fixes its code
 * and its storage. Whether a header hash deserves trust is what a {@link dev.plumbline.proofs.ethereum.HeadTrust} decides,
 * on the word of somebody whom it names; those in this package ask nobody. Nothing here reads the JSON that a node prints next
 * to its proofs: real nodes have printed wrong fields beside right proofs.
 *
 * <p>Specifications: the Ethereum yellow
 * paper, appendices B (RLP), C (hex-prefix encoding) and D (Merkle-Patricia trie); EIP-1186 for the shape of proofs; EIP-2718, EIP-658 and
 * the OP Stack for receipts; EIP-2935 for the hashes of older blocks.
 */
@NullMarked
package dev.plumbline.proofs.ethereum;

import org.jspecify.annotations.NullMarked;
