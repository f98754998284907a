package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.ErasureNotice;

/** What is erased was committed to under a salt: I37. */
final class ErasureRules implements Rule {
    private final Books books;

    ErasureRules(Books books) {
        this.books = books;
    }

    @Override
    public void apply(LoggedEvent event) {
        if (!(event.event().body() instanceof ErasureNotice notice)) {
            return;
        }
        Facts target = books.find(notice.target());
        if (target == null) {
            books.missing(Invariant.ERASED_BY_NOTICE, event, "erases from an event that is not in the log before it");
            return;
        }
        String problem = null;
        for (String field : notice.fields()) {
            if (!isCommitted(target, field)) {
                problem = "erases " + field + " of entry " + target.index() + ", which commits to none under a salt";
            }
        }
        books.judge(Invariant.ERASED_BY_NOTICE, event, problem);
    }

    private static boolean isCommitted(Facts target, String field) {
        if (target.detail() instanceof Facts.Upload upload) {
            return field.equals("content") ? upload.isCommitted() : field.equals("rows") && upload.rowCount() >= 0;
        }
        if (target.detail() instanceof Facts.Answer answer) {
            return field.equals("response") ? answer.hasResponse() : field.equals("prompt") || field.equals("params");
        }
        return false;
    }
}
