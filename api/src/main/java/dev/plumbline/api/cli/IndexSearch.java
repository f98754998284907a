package dev.plumbline.api.cli;

import dev.plumbline.api.http.Search;
import dev.plumbline.ledger.index.Answer;
import dev.plumbline.ledger.index.EventIndex;
import dev.plumbline.ledger.index.IndexFollower;
import dev.plumbline.ledger.index.IndexStatus;
import dev.plumbline.ledger.index.IssuerHead;
import dev.plumbline.ledger.index.Query;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lets the HTTP face search the index. */
record IndexSearch(EventIndex index, IndexFollower follower) implements Search {
    @Override
    public Hits find(Criteria criteria) throws IOException {
        Answer answer = index.find(new Query(
                criteria.issuer(),
                criteria.namespace(),
                criteria.kind(),
                criteria.reference(),
                null,
                criteria.after(),
                criteria.limit()));
        return new Hits(answer.leafIndexes(), answer.after(), answer.indexedSize());
    }

    @Override
    public Position position(String issuer, String namespace) throws IOException {
        IssuerHead head = index.head(issuer, namespace);
        return new Position(
                head.count(), head.highestIseq(), head.leafIndex(), head.firstMissingIseq(), head.indexedSize());
    }

    @Override
    public long indexedSize() {
        return index.indexedSize();
    }

    @Override
    public @Nullable String problem() {
        IndexStatus status = follower.status();
        return status.state() == IndexStatus.State.FOLLOWING ? null : String.valueOf(status.problem());
    }
}
