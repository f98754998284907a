package dev.plumbline.brokenhouse.proofs.note;

final class ParserByExpression {
    private ParserByExpression() {}

    static boolean accepts(String text) {
        return text.matches("(a+)+b");
    }
}
