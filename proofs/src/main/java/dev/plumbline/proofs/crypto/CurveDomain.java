package dev.plumbline.proofs.crypto;

import java.math.BigInteger;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.WNafUtil;
import org.bouncycastle.math.ec.custom.sec.SecP256K1Curve;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Curve;
import org.bouncycastle.math.ec.endo.GLVTypeBEndomorphism;
import org.bouncycastle.math.ec.endo.GLVTypeBParameters;
import org.bouncycastle.math.ec.endo.ScalarSplitParameters;

/**
 * The domain parameters (SEC 2) of the two curves, with Bouncy Castle's fixed-prime arithmetic for each.
 *
 * <p>Bouncy Castle's own table, {@code CustomNamedCurves}, says the same and a test compares the two. It also names
 * every other curve, so whoever asks it for one carries two hundred classes that nothing here runs.
 */
final class CurveDomain {
    private CurveDomain() {}

    /** P-256, alias secp256r1 (SEC 2 section 2.4.2). */
    static ECDomainParameters p256() {
        return domain(
                new SecP256R1Curve(),
                "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
                "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
    }

    /** secp256k1 (SEC 2 section 2.4.1), with the endomorphism that halves the doublings of a multiplication. */
    static ECDomainParameters secp256k1() {
        ECCurve plain = new SecP256K1Curve();
        return domain(
                plain.configure()
                        .setEndomorphism(new GLVTypeBEndomorphism(plain, endomorphism()))
                        .create(),
                "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
                "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8");
    }

    /**
     * (x, y) to (beta x, y) is multiplication by lambda; a scalar is split over the short vectors v1 and v2 (Gallant,
     * Lambert, Vanstone). The last two numbers are the vectors' share in the order, scaled by 2^272, rounded.
     */
    private static GLVTypeBParameters endomorphism() {
        BigInteger shared = hex("3086d221a7d46bcde86c90e49284eb15");
        return new GLVTypeBParameters(
                hex("7ae96a2b657c07106e64479eac3434e99cf0497512f58995c1396c28719501ee"),
                hex("5363ad4cc05c30e0a5261c028812645a122e22ea20816678df02967c1b23bd72"),
                new ScalarSplitParameters(
                        new BigInteger[] {shared, hex("-e4437ed6010e88286f547fa90abfe4c3")},
                        new BigInteger[] {hex("114ca50f7a8e2f3f657c1108d9d44cfd8"), shared},
                        hex("3086d221a7d46bcde86c90e49284eb153dab"),
                        hex("e4437ed6010e88286f547fa90abfe4c42212"),
                        272));
    }

    private static ECDomainParameters domain(ECCurve curve, String baseX, String baseY) {
        ECPoint base = curve.validatePoint(hex(baseX), hex(baseY));
        WNafUtil.configureBasepoint(base);
        return new ECDomainParameters(curve, base, curve.getOrder(), curve.getCofactor());
    }

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }
}
