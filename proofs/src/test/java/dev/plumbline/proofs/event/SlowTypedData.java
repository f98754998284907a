package dev.plumbline.proofs.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.HexFormat;

/**
 * EIP-712 by the letter of the standard, on hex text, with a Keccak written from its definition: shares no line with
 * the product.
 */
final class SlowTypedData {
    private static final HexFormat HEX = HexFormat.of();

    private SlowTypedData() {}

    static byte[] digest(String eventIdHex, String kind, String namespace, BigInteger issuedAt) {
        String domain = hashOfHex(
                hashOfText("EIP712Domain(string name,string version)") + hashOfText("Plumbline") + hashOfText("1"));
        String struct =
                hashOfHex(hashOfText("AttributionEvent(bytes32 eventId,string kind,string namespace,uint64 issuedAt)")
                        + eventIdHex
                        + hashOfText(kind)
                        + hashOfText(namespace)
                        + String.format("%064x", issuedAt));
        return HEX.parseHex(hashOfHex("1901" + domain + struct));
    }

    private static String hashOfText(String text) {
        return HEX.formatHex(keccak(text.getBytes(UTF_8)));
    }

    private static String hashOfHex(String hex) {
        return HEX.formatHex(keccak(HEX.parseHex(hex)));
    }

    /** Keccak[c=512] with the padding 0x01 … 0x80, state as lanes a[x][y], rotations and constants computed. */
    static byte[] keccak(byte[] message) {
        int rate = 136;
        byte[] padded = java.util.Arrays.copyOf(message, (message.length / rate + 1) * rate);
        padded[message.length] ^= 0x01;
        padded[padded.length - 1] ^= (byte) 0x80;
        long[][] a = new long[5][5];
        for (int block = 0; block < padded.length; block += rate) {
            for (int i = 0; i < rate; i++) {
                int lane = i / 8;
                a[lane % 5][lane / 5] ^= (padded[block + i] & 0xffL) << (8 * (i % 8));
            }
            a = permute(a);
        }
        byte[] digest = new byte[32];
        for (int i = 0; i < digest.length; i++) {
            digest[i] = (byte) (a[i / 8][0] >>> (8 * (i % 8)));
        }
        return digest;
    }

    private static long[][] permute(long[][] state) {
        long[][] a = state;
        int lfsr = 1;
        for (int round = 0; round < 24; round++) {
            long[] column = new long[5];
            for (int x = 0; x < 5; x++) {
                column[x] = a[x][0] ^ a[x][1] ^ a[x][2] ^ a[x][3] ^ a[x][4];
            }
            for (int x = 0; x < 5; x++) {
                for (int y = 0; y < 5; y++) {
                    a[x][y] ^= column[(x + 4) % 5] ^ Long.rotateLeft(column[(x + 1) % 5], 1);
                }
            }
            long[][] b = new long[5][5];
            b[0][0] = a[0][0];
            int x = 1;
            int y = 0;
            for (int t = 0; t < 24; t++) {
                int nextY = (2 * x + 3 * y) % 5;
                b[y][nextY] = Long.rotateLeft(a[x][y], (t + 1) * (t + 2) / 2);
                x = y;
                y = nextY;
            }
            long[][] c = new long[5][5];
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j < 5; j++) {
                    c[i][j] = b[i][j] ^ (~b[(i + 1) % 5][j] & b[(i + 2) % 5][j]);
                }
            }
            for (int j = 0; j <= 6; j++) {
                if ((lfsr & 1) == 1) {
                    c[0][0] ^= 1L << ((1 << j) - 1);
                }
                lfsr = (lfsr & 0x80) == 0 ? lfsr << 1 : (lfsr << 1) ^ 0x171;
            }
            a = c;
        }
        return a;
    }
}
