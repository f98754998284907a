package dev.plumbline.api.demo;

import dev.plumbline.api.demo.WorldLog.Logged;
import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.CorrectionClass;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Effective;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventIdSet;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Evidence;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.KeyRevoke;
import dev.plumbline.proofs.event.KeyRotate;
import dev.plumbline.proofs.event.ModelRegister;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.event.Permission;
import dev.plumbline.proofs.event.Purpose;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contributors of one datanet, what they uploaded, and where they are paid. */
final class WorldUploads {
    private static final long ROWS = 1_000;

    private final WorldLog log;
    private final Namespace namespace;
    private final List<Contributor> contributors = new ArrayList<>();
    private final Map<EventId, Contributor> contributorOf = new LinkedHashMap<>();
    private final List<EventId> trainable = new ArrayList<>();
    private final Map<EventId, Long> rowsOf = new HashMap<>();
    private final Map<Issuer, Issuer> rotated = new HashMap<>();

    WorldUploads(WorldLog log, Namespace namespace, int contributorsCount) {
        this.log = log;
        this.namespace = namespace;
        for (int i = 0; i < contributorsCount; i++) {
            String name = namespace.slug() + " contributor " + i;
            contributors.add(new Contributor(name, WorldKeys.anyKey(name, i), WorldKeys.account("payout of " + name)));
        }
    }

    /** Uploads what is known of a dataset; the contributors take turns. */
    void upload(DatasetFact fact, long atMillis) throws IOException {
        Contributor contributor = contributors.get(contributorOf.size() % contributors.size());
        boolean isTrainable = !fact.spdx().contains("-NC-");
        DatanetUpload upload = DatanetUpload.of(
                DatanetUpload.Content.ofDigest(fact.digest(), fact.sizeBytes(), fact.mediaType()),
                new DatanetUpload.License(fact.spdx(), Evidence.ASSERTED, fact.licenceUrl(), null),
                Map.of(
                        Purpose.TRAIN,
                        isTrainable ? Permission.ALLOWED : Permission.NOT_ALLOWED,
                        Purpose.EVAL,
                        Permission.ALLOWED),
                contributor.signer.issuer(),
                contributor.payout.issuer());
        String format = fact.metaFormat();
        if (format != null) {
            Hash rows = WorldKeys.hash("rows of " + fact.name());
            upload = upload.withMeta(new DatanetUpload.Meta(format, fact.digest()))
                    .withRows(new DatanetUpload.Rows(ROWS, rows));
        }
        EventId id = log.append(contributor.signer, namespace, upload, atMillis).id();
        contributorOf.put(id, contributor);
        if (isTrainable) {
            trainable.add(id);
        }
        if (format != null) {
            rowsOf.put(id, ROWS);
        }
    }

    /** What a model may be trained on by now, in the order of the log. */
    List<EventId> trainable() {
        return List.copyOf(trainable);
    }

    ModelRegister.Training training(TreeHead asOf) {
        return new ModelRegister.Training(EventIdSet.root(trainable), trainable.size(), asOf);
    }

    /** How many rows an upload has that can be told apart; 0 if it is taken as a whole. */
    long rows(EventId upload) {
        return rowsOf.getOrDefault(upload, 0L);
    }

    /** Who uploaded it, with the key used today. */
    EventSigner contributorOf(EventId upload) {
        return contributor(upload).signer;
    }

    /** Where an upload is paid today: the payout that it names, followed from there. What nobody uploaded is nobody's. */
    Issuer payeeOf(EventId upload) {
        Contributor contributor = contributorOf.get(upload);
        return contributor == null ? WorldKeys.account("nobody").issuer() : current(contributor.firstPayout);
    }

    private Contributor contributor(EventId upload) {
        // For what nobody uploaded, somebody speaks all the same.
        return contributorOf.getOrDefault(upload, contributors.get(0));
    }

    /** The account that stands for another today. */
    Issuer current(Issuer account) {
        Issuer current = account;
        while (rotated.containsKey(current)) {
            current = rotated.getOrDefault(current, current);
        }
        return current;
    }

    /** A contributor changes wallets: old and new account sign. */
    Logged rotatePayout(EventId upload, long atMillis) throws IOException {
        Contributor contributor = contributor(upload);
        EventSigner old = contributor.payout;
        EventSigner next = WorldKeys.account("new payout of " + contributor.name);
        Logged logged = log.append(old, namespace, new KeyRotate(old.issuer(), next.issuer(), null), atMillis, next);
        rotated.put(old.issuer(), next.issuer());
        contributor.payout = next;
        return logged;
    }

    /** A contributor changes keys and revokes the old one, which signs no more from here on. */
    void rotateKey(EventId upload, long atMillis) throws IOException {
        Contributor contributor = contributor(upload);
        EventSigner old = contributor.signer;
        EventSigner next = EventSigner.p256(
                WorldKeys.hash("new key of " + contributor.name).bytes());
        log.append(old, namespace, new KeyRotate(old.issuer(), next.issuer(), null), atMillis, next);
        contributor.signer = next;
        log.append(next, namespace, KeyRevoke.of(old.issuer()), atMillis + 1);
    }

    /** A contributor takes an upload back: from here on it is not used. */
    void withdraw(EventId upload, long atMillis) throws IOException {
        Hash reason = WorldKeys.hash("reason for withdrawal");
        var correction =
                new Correction(upload, CorrectionClass.WITHDRAWAL, null, reason, Effective.FROM_NOW, List.of());
        log.append(contributorOf(upload), namespace, correction, atMillis);
        trainable.remove(upload);
    }

    private static final class Contributor {
        private final String name;
        private final Issuer firstPayout;
        private EventSigner signer;
        private EventSigner payout;

        Contributor(String name, EventSigner signer, EventSigner payout) {
            this.name = name;
            this.signer = signer;
            this.payout = payout;
            this.firstPayout = payout.issuer();
        }
    }
}
