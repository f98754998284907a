package dev.plumbline.proofs.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.WNafUtil;
import org.bouncycastle.math.ec.endo.GLVEndomorphism;
import org.junit.jupiter.api.Test;

/** The expected values are those of Bouncy Castle's own table, which the product leaves out for its size. */
class CurveDomainTest {
    @Test
    void saysWhatBouncyCastleSaysOfP256() {
        agrees(CurveDomain.p256(), CustomNamedCurves.getByName("secp256r1"));
        assertThat(CurveDomain.p256().getCurve().getEndomorphism()).isNull();
    }

    @Test
    void saysWhatBouncyCastleSaysOfSecp256k1() {
        agrees(CurveDomain.secp256k1(), CustomNamedCurves.getByName("secp256k1"));
    }

    @Test
    void splitsScalarsOfSecp256k1AsBouncyCastleDoes() {
        var ours = (GLVEndomorphism) CurveDomain.secp256k1().getCurve().getEndomorphism();
        var theirs = (GLVEndomorphism)
                CustomNamedCurves.getByName("secp256k1").getCurve().getEndomorphism();
        BigInteger order = CurveDomain.secp256k1().getN();
        for (int bit = 0; bit < order.bitLength(); bit++) {
            BigInteger scalar = order.subtract(BigInteger.ONE.shiftLeft(bit)).mod(order);
            assertThat(ours.decomposeScalar(scalar)).isEqualTo(theirs.decomposeScalar(scalar));
        }
        ECPoint base = CurveDomain.secp256k1().getG();
        assertThat(ours.getPointMap().map(base).normalize().getAffineXCoord().toBigInteger())
                .isEqualTo(theirs.getPointMap()
                        .map(CustomNamedCurves.getByName("secp256k1").getG())
                        .normalize()
                        .getAffineXCoord()
                        .toBigInteger());
    }

    private static void agrees(ECDomainParameters ours, X9ECParameters theirs) {
        assertThat(ours.getCurve()).isEqualTo(theirs.getCurve()).hasSameClassAs(theirs.getCurve());
        assertThat(ours.getG().getEncoded(false)).isEqualTo(theirs.getG().getEncoded(false));
        assertThat(ours.getN()).isEqualTo(theirs.getN());
        assertThat(ours.getH()).isEqualTo(theirs.getH());
        assertThat(WNafUtil.getWNafPreCompInfo(ours.getG()).getConfWidth())
                .as("digits per table look-up, on which speed depends")
                .isEqualTo(WNafUtil.getWNafPreCompInfo(theirs.getG()).getConfWidth());
    }
}
