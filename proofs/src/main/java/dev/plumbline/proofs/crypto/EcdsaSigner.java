package dev.plumbline.proofs.crypto;

import java.math.BigInteger;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/** Signs over one of the two curves, with Bouncy Castle's arithmetic, whose time does not tell the key. */
final class EcdsaSigner {
    static final EcdsaSigner P256 = new EcdsaSigner(EcdsaCurve.P256, CurveDomain.p256());
    static final EcdsaSigner SECP256K1 = new EcdsaSigner(EcdsaCurve.SECP256K1, CurveDomain.secp256k1());

    private final EcdsaCurve curve;
    private final ECDomainParameters domain;

    private EcdsaSigner(EcdsaCurve curve, ECDomainParameters domain) {
        this.curve = curve;
        this.domain = domain;
    }

    /** Signs with the nonce of RFC 6979 and gives the low s. */
    byte[] sign(byte[] privateKey32, byte[] digest32) {
        Lengths.require("digest", digest32, EcdsaCurve.SCALAR_BYTES);
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(privateScalar(privateKey32), domain));
        BigInteger[] pair = signer.generateSignature(digest32);
        BigInteger s = curve.isLow(pair[1]) ? pair[1] : domain.getN().subtract(pair[1]);
        byte[] signature = new byte[EcdsaCurve.SIGNATURE_BYTES];
        BigIntegers.asUnsignedByteArray(pair[0], signature, 0, EcdsaCurve.SCALAR_BYTES);
        BigIntegers.asUnsignedByteArray(s, signature, EcdsaCurve.SCALAR_BYTES, EcdsaCurve.SCALAR_BYTES);
        return signature;
    }

    ECPoint publicPoint(byte[] privateKey32) {
        return domain.getG().multiply(privateScalar(privateKey32)).normalize();
    }

    private BigInteger privateScalar(byte[] privateKey32) {
        Lengths.require("private key", privateKey32, EcdsaCurve.SCALAR_BYTES);
        BigInteger scalar = new BigInteger(1, privateKey32);
        if (scalar.signum() == 0 || scalar.compareTo(domain.getN()) >= 0) {
            throw new IllegalArgumentException("private key is not between 1 and the order of the curve");
        }
        return scalar;
    }
}
