package dev.plumbline.ledger.devnet;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.io.IOException;
import java.util.Arrays;

/**
 * The contracts of a rollup that take deposits: the portal behind its proxy, with the configuration that new chains start with,
 * and nothing of what it needs for withdrawals.
 */
public final class PortalContracts {
    private static final long GAS_LIMIT = 30_000_000;
    private static final long RESOURCE_LIMIT = 20_000_000;
    private static final long ELASTICITY = 10;
    private static final long CHANGE_DENOMINATOR = 8;
    private static final long BASE_FEE_MIN = 1_000_000_000;
    private static final long SYSTEM_GAS = 1_000_000;

    private PortalContracts() {}

    /**
     * Deploys them.
     *
     * @return the portal
     * @throws IOException if an artifact is missing, or the node fails or refuses
     */
    public static Address deploy(ContractDeployer deployer) throws IOException {
        Word owner = ContractDeployer.word(deployer.owner());
        Address config = deployer.proxy(deployer.create("SystemConfig"), configuration(owner));
        Address superchain = deployer.proxy(
                deployer.create("SuperchainConfig"),
                ContractDeployer.call("initialize(address,bool)", owner, Word.ZERO));
        return deployer.proxy(
                deployer.create("OptimismPortal"),
                ContractDeployer.call(
                        "initialize(address,address,address)",
                        Word.ZERO,
                        ContractDeployer.word(config),
                        ContractDeployer.word(superchain)));
    }

    private static byte[] configuration(Word owner) {
        byte[] uint128 = new byte[Word.LENGTH];
        Arrays.fill(uint128, Word.LENGTH / 2, Word.LENGTH, (byte) 0xff);
        Word most = Word.of(uint128);
        return ContractDeployer.call(
                "initialize(address,uint32,uint32,bytes32,uint64,address,(uint32,uint8,uint8,uint32,uint32,uint128),address,"
                        + "(address,address,address,address,address,address,address))",
                owner,
                Word.ofNumber(1),
                Word.ofNumber(1),
                Word.ZERO,
                Word.ofNumber(GAS_LIMIT),
                owner,
                Word.ofNumber(RESOURCE_LIMIT),
                Word.ofNumber(ELASTICITY),
                Word.ofNumber(CHANGE_DENOMINATOR),
                Word.ofNumber(BASE_FEE_MIN),
                Word.ofNumber(SYSTEM_GAS),
                most,
                owner,
                Word.ZERO,
                Word.ZERO,
                Word.ZERO,
                Word.ZERO,
                Word.ZERO,
                Word.ZERO,
                Word.ZERO);
    }
}
