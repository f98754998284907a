package dev.plumbline.ledger.sequence;

import dev.plumbline.ledger.tree.EntryStore;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.IssuerConflict;
import dev.plumbline.proofs.merkle.Hash;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Which events the log holds, which places in the issuers' sequences are taken, and which bytes were forced in. The writer adds, any thread asks.
 *
 * <p>Fingerprints in memory say no with certainty and yes as a guess; a yes is confirmed by reading the entry and
 * comparing whole ids. So a fresh event needs no read, and no truncated key can pass for another.
 */
final class KnownEvents {
    /** Stands for an index where there is none. */
    static final long ABSENT = -1;

    private final EntryStore entries;
    private final String ledgerDid;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    // The five below are guarded by lock.
    private final FingerprintTable byId = new FingerprintTable();
    private final FingerprintTable byKey = new FingerprintTable();
    // Issuers that contradict themselves are rare, and each contradiction costs a log entry: an exact map will do.
    private final Map<SequenceKey, Long> evidence = new HashMap<>();
    // Each cost somebody a deposit on chain, so they are few as well.
    private final Map<Hash, Long> forced = new HashMap<>();
    private final Set<Long> forcedIndexes = new HashSet<>();

    /** @param ledgerDid the issuer whose conflict events count as this ledger's own evidence */
    KnownEvents(EntryStore entries, String ledgerDid) {
        this.entries = entries;
        this.ledgerDid = ledgerDid;
    }

    /** Index of the entry with this event id, or {@link #ABSENT}. */
    long indexOf(EventId id) throws IOException {
        for (long index : candidates(byId, id.hash().prefix())) {
            if (logged(index).id().equals(id)) {
                return index;
            }
        }
        return ABSENT;
    }

    /** Index of the entry that took this place, or {@link #ABSENT}. */
    long indexOf(SequenceKey key, long fingerprint) throws IOException {
        for (long index : candidates(byKey, fingerprint)) {
            if (SequenceKey.of(logged(index)).equals(key)) {
                return index;
            }
        }
        return ABSENT;
    }

    /** Id of the event at an index. */
    EventId idAt(long index) throws IOException {
        return logged(index).id();
    }

    /** Index of the logged proof that the issuer used this place twice, or {@link #ABSENT}. */
    long evidenceOf(SequenceKey key) {
        lock.readLock().lock();
        try {
            return evidence.getOrDefault(key, ABSENT);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Remembers an entry that is in the log. */
    void add(AdmittedEvent admitted, long index) {
        Event event = admitted.event();
        SequenceKey key = admitted.key();
        lock.writeLock().lock();
        try {
            byId.put(event.id().hash().prefix(), index);
            byKey.put(admitted.keyFingerprint(), index);
            if (event.body() instanceof IssuerConflict conflict && key.issuer().equals(ledgerDid)) {
                evidence.putIfAbsent(
                        new SequenceKey(conflict.subject().encode(), key.namespace(), conflict.subjectIseq()), index);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Remembers bytes that a demand forced into the log. */
    void addForced(Hash leafHash, long index) {
        lock.writeLock().lock();
        try {
            forced.putIfAbsent(leafHash, index);
            forcedIndexes.add(index);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Index of bytes that a demand forced in, or {@link #ABSENT}. */
    long indexOfForced(Hash leafHash) {
        lock.readLock().lock();
        try {
            return forced.getOrDefault(leafHash, ABSENT);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Whether the entry at an index is such bytes. */
    boolean isForced(long index) {
        lock.readLock().lock();
        try {
            return forcedIndexes.contains(index);
        } finally {
            lock.readLock().unlock();
        }
    }

    private long[] candidates(FingerprintTable table, long fingerprint) {
        lock.readLock().lock();
        try {
            return table.candidates(fingerprint);
        } finally {
            lock.readLock().unlock();
        }
    }

    private Event logged(long index) throws IOException {
        try {
            return Event.parse(entries.entry(index));
        } catch (MalformedException e) {
            throw new IOException("entry " + index + " is not an event: " + e.getMessage(), e);
        }
    }
}
